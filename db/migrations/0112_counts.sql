-- How many feedback stand in each state, kept with every change of a state: a queue of a million is
-- counted by reading a few rows. Changes are rows of their own, so that nobody waits for a common
-- counter (the heads of the logs are locked in another order); `fold_counts` adds them up.
create table feedback_counts (
  organisation_id uuid not null,
  state text not null,
  count bigint not null
);
create index on feedback_counts (organisation_id, state);
alter table feedback_counts enable row level security;

create function count_new() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into feedback_counts select organisation_id, state, count(*) from changed group by 1, 2;
  return null;
end $$;
create trigger count_new after insert on feedback_state referencing new table as changed
  for each statement execute function count_new();

create function count_moved() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into feedback_counts
    select organisation_id, state, sum(n) from (
      select organisation_id, state, 1 as n from changed union all select organisation_id, state, -1 from before) moved
    group by 1, 2 having sum(n) <> 0;
  return null;
end $$;
create trigger count_moved after update on feedback_state referencing old table as before new table as changed
  for each statement execute function count_moved();

create function fold_counts() returns void language sql security definer set search_path = pg_catalog, public as $$
  with taken as (delete from feedback_counts returning *)
  insert into feedback_counts select organisation_id, state, sum(count) from taken group by 1, 2 having sum(count) <> 0
$$;

-- The counts of the own organisation, without what is barred from the person who asks.
create function state_counts() returns table (state text, count int) language sql stable security definer
  set search_path = pg_catalog, public as $$
  select state, sum(count)::int from (
    select c.state, c.count from feedback_counts c where c.organisation_id = current_organisation()
    union all
    select s.state, -1 from feedback_state s
      where s.organisation_id = current_organisation() and s.feedback_id = any ((select barred(true))::uuid[])) counted
  group by 1 having sum(count) > 0
$$;
revoke execute on function count_new, count_moved, fold_counts, state_counts from public;
grant execute on function fold_counts to ydan_jobs;
grant execute on function state_counts to ydan_staff;
insert into feedback_counts select organisation_id, state, count(*) from feedback_state group by 1, 2;
