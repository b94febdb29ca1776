-- Days that are not worked, and weekend days that are (làm bù): a table a year with its source. The
-- newest of the nearest organisation upwards counts; a correction is another table.
create table holiday_tables (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  year int not null check (year between 2000 and 2100),
  source text not null check (source <> ''), -- number, date and issuer of the notice it follows
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on holiday_tables (organisation_id, year);

create table holidays (
  table_id uuid not null references holiday_tables,
  organisation_id uuid not null references organisations,
  day date not null,
  kind text not null check (kind in ('off', 'work')),
  name text not null,
  primary key (table_id, day)
);

-- The organisation at work and those above it, nearest first.
create function organisation_line() returns table (id uuid, distance int) language sql stable security definer
  set search_path = pg_catalog, public as $$
  with recursive line as (
    select o.id, o.parent_id, 0 as distance from organisations o where o.id = current_organisation()
    union all
    select o.id, o.parent_id, line.distance + 1 from organisations o join line on o.id = line.parent_id
    where line.distance < 10)
  select id, distance from line
$$;
grant execute on function organisation_line to ydan_staff, ydan_desk_staff;

do $$
declare t text;
begin
  foreach t in array array['holiday_tables', 'holidays'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
      for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy line on %I for select to ydan_staff, ydan_desk_staff
      using (organisation_id in (select id from organisation_line()))', t);
    execute format('create policy own on %I for insert to ydan_staff
      with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I for select to ydan_jobs using (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_desk_staff, ydan_jobs', t);
    execute format('grant insert on %I to ydan_staff', t);
  end loop;
end $$;
