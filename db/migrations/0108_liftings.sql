-- A pause a sender asked for and got is ended by the standing board: told first, in effect on a later
-- day, so that the sender may ask for it anew before anything leaves.
create table request_liftings (
  request_id uuid primary key references requests,
  organisation_id uuid not null references organisations,
  from_day date not null,
  reply_id uuid not null references replies,
  lifted_by uuid not null references people,
  lifted_at timestamptz not null default now(),
  entry_seq bigint not null
);

create or replace function held_by_request(p_feedback uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select exists (select from requests r join feedback f using (thread_id)
    left join request_answers a on a.request_id = r.id and a.outcome <> 'noted'
    where f.id = p_feedback and r.kind in ('restrict', 'withdraw', 'erase')
      and (a.id is null or (r.kind = 'restrict' and a.outcome = 'done' and not exists (
        select from request_liftings l where l.request_id = r.id and l.from_day <= today()))))
$$;

create trigger refuse_change before update or delete or truncate on request_liftings
  for each statement execute function refuse_change();
alter table request_liftings enable row level security;
create policy own on request_liftings to ydan_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy lifters on request_liftings as restrictive for insert to ydan_staff
  with check (lifted_by = current_person() and acts_as(array['lead']));
create policy jobs on request_liftings for select to ydan_jobs using (true);
grant select, insert on request_liftings to ydan_staff;
grant select on request_liftings to ydan_jobs;
