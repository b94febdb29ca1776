-- Units: areas, organisations, officials and their posts. Dated rows; codes are text.
-- The group roles (ydan_staff, ydan_desk_staff, ydan_jobs, ydan_signin, ydan_door) exist: db/roles.ts.
create extension if not exists unaccent;
create extension if not exists pg_trgm;

revoke all on schema public from public;
grant usage on schema public to ydan_staff, ydan_desk_staff, ydan_jobs, ydan_signin;
alter default privileges revoke execute on functions from public;

-- UUIDv7 (RFC 9562) for rows made by staff; PostgreSQL 15 to 17 have none of their own.
create function uuid_v7() returns uuid language sql volatile set search_path = pg_catalog, public as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1), 'hex')::uuid
$$;

-- Lower case without accents, for search; immutable because the dictionary is named.
create function plain(words text) returns text language sql immutable parallel safe
  set search_path = pg_catalog, public as $$
  select lower(public.unaccent('public.unaccent', normalize(coalesce(words, ''), NFC)))
$$;

create function current_organisation() returns uuid language sql stable as $$
  select nullif(current_setting('ydan.organisation', true), '')::uuid
$$;

create function current_person() returns uuid language sql stable as $$
  select nullif(current_setting('ydan.person', true), '')::uuid
$$;

-- The day in Viet Nam: all that is kept of when a sender did something.
create function today() returns date language sql stable as $$
  select (now() at time zone 'Asia/Ho_Chi_Minh')::date
$$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % keeps evidence and refuses %', tg_table_name, tg_op using errcode = '42501';
end $$;

create table organisations (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[A-Za-z0-9._-]{1,40}$'),
  kind text not null check (kind in ('front', 'party', 'cell', 'mass', 'state')),
  name text not null check (name <> ''),
  level text not null check (level in ('province', 'commune', 'neighbourhood')),
  parent_id uuid references organisations,
  area_code text,
  -- What pages and papers fill in: telephone, hours, address, where other kinds of letters go.
  settings jsonb not null default '{}',
  valid_from date not null default today(),
  valid_to date
);

create table areas (
  code text primary key check (code ~ '^[A-Za-z0-9._-]{1,40}$'),
  kind text not null, -- the place's own word: phường, khu phố, thôn, ấp, bản, …
  name text not null check (name <> ''),
  parent_code text references areas,
  organisation_id uuid not null references organisations, -- the Front that handles its letters
  valid_from date not null default today(),
  valid_to date,
  successor_code text references areas
);
alter table organisations add foreign key (area_code) references areas deferrable initially deferred;
create index on areas (parent_code);

create table officials (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations, -- the Front that keeps the record
  code text check (code ~ '^[A-Za-z0-9._/-]{1,60}$'),
  name text not null check (name <> ''),
  birth_year int check (birth_year between 1900 and 2100),
  is_party_member boolean not null default true,
  unique (organisation_id, code)
);
create index on officials (organisation_id);

create table posts (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations, -- as of the official
  official_id uuid not null references officials,
  title text not null check (title <> ''),
  body_id uuid references organisations, -- where the post is held
  area_code text not null references areas,
  handled_by uuid not null references organisations, -- the Front that handles letters about this post
  is_head boolean not null default false,
  is_leader boolean not null default false,
  valid_from date not null default today(),
  valid_to date
);
create index on posts (official_id);
create index on posts (area_code);

create table residences (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  official_id uuid not null references officials,
  area_code text not null references areas,
  status text not null default 'normal' check (status in ('normal', 'introduced_exempt', 'not_introduced')),
  valid_from date not null default today(),
  valid_to date
);

-- What the running processes tell one another: free disk, last checks. Not evidence.
create table conditions (
  name text primary key,
  reading jsonb not null,
  at timestamptz not null default now()
);

grant select on organisations, areas, officials, posts, residences, conditions to ydan_staff, ydan_desk_staff, ydan_jobs, ydan_signin;
grant insert, update on organisations, areas, officials, posts, residences to ydan_staff;
grant insert, update on conditions to ydan_jobs;

-- Names, posts and areas are public; changing them is for one's own organisation.
alter table organisations enable row level security;
alter table areas enable row level security;
alter table officials enable row level security;
alter table posts enable row level security;
alter table residences enable row level security;
create policy readable on organisations for select using (true);
create policy own on organisations for update to ydan_staff using (id = current_organisation());
create policy own_child on organisations for insert to ydan_staff with check (parent_id = current_organisation());
create policy readable on areas for select using (true);
create policy own on areas for insert to ydan_staff with check (organisation_id = current_organisation());
create policy own_change on areas for update to ydan_staff using (organisation_id = current_organisation());
create policy jobs on officials for select to ydan_jobs using (true);
create policy own on officials to ydan_staff, ydan_desk_staff, ydan_signin
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy jobs on posts for select to ydan_jobs using (true);
create policy own on posts to ydan_staff, ydan_desk_staff, ydan_signin
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy jobs on residences for select to ydan_jobs using (true);
create policy own on residences to ydan_staff, ydan_desk_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
