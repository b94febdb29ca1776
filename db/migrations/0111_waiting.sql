-- Letters that wait to be unpacked, in a table of their own: finding the next ones costs what waits, not
-- what was ever sent. Written and emptied by the rows that tell it (letters, unpacked, trial arrivals);
-- `wait_again` puts back whatever is missing from it.
create table waiting_letters (
  letter_id uuid primary key,
  organisation_id uuid not null,
  area_code text not null,
  proof boolean not null,
  held boolean not null,
  ready boolean not null, -- not held, or let through
  first boolean not null, -- opens its thread
  thread_id uuid not null,
  day date not null,
  log_seq bigint not null -- its letter's entry
);
-- In turn by where and how they came, the oldest of each first.
create index on waiting_letters (organisation_id, area_code, proof, held, day, log_seq) where ready;
alter table waiting_letters enable row level security;
create policy jobs on waiting_letters for select to ydan_jobs using (true);
grant select on waiting_letters to ydan_jobs;
select hide_barred('waiting_letters', 'letter_id');

create function letters_wait() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into waiting_letters select id, organisation_id, area_code, proof, held, not held, first, thread_id, day, entry_seq
    from arrived;
  return null;
end $$;
create trigger letters_wait after insert on letters referencing new table as arrived
  for each statement execute function letters_wait();

create function letter_let_through() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update waiting_letters set ready = true where letter_id = new.letter_id;
  return null;
end $$;
create trigger let_through after insert on letter_releases for each row execute function letter_let_through();

create function letters_wait_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from waiting_letters where letter_id in (select letter_id from arrived);
  return null;
end $$;
create trigger wait_no_more after insert on unpacked referencing new table as arrived
  for each statement execute function letters_wait_no_more();
create trigger wait_no_more after insert on trial_arrivals referencing new table as arrived
  for each statement execute function letters_wait_no_more();

-- Whatever waits and is not in the table comes into it; answers how many. A letter must not vanish
-- because a row of this table did.
create function wait_again() returns bigint language sql security definer set search_path = pg_catalog, public as $$
  with put as (
    insert into waiting_letters
      select l.id, l.organisation_id, l.area_code, l.proof, l.held, not l.held or r.letter_id is not null, l.first,
          l.thread_id, l.day, l.entry_seq
        from letters l left join letter_releases r on r.letter_id = l.id
        where not exists (select from unpacked u where u.letter_id = l.id)
          and not exists (select from trial_arrivals t where t.letter_id = l.id)
      on conflict do nothing
      returning 1
  ) select count(*) from put
$$;
revoke execute on function wait_again, letters_wait, letter_let_through, letters_wait_no_more from public;
grant execute on function wait_again to ydan_jobs;
select wait_again();
