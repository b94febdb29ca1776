-- Staff: people, how they sign in, what they may do, and what they were writing.

create table people (
  id uuid primary key default uuid_v7(),
  name text not null check (name <> ''),
  sign_in_name text unique check (sign_in_name ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  phone text,
  mail text,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);

-- The password as argon2id, the authenticator's secret sealed under the staff key.
create table credentials (
  person_id uuid primary key references people,
  password_hash text not null,
  totp_sealed bytea not null,
  totp_step bigint not null, -- the last time step used: a code works once (RFC 6238 §5.2)
  changed_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  door text not null check (door in ('desk', 'console')),
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
create index on sessions (person_id);

-- Keyed hashes of sign-in names and addresses that failed lately.
create table sign_in_failures (
  whom bytea primary key,
  failures int not null,
  last_at timestamptz not null
);

create table memberships (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  role text not null check (role in ('cell', 'clerk', 'moderator', 'lead', 'secretary', 'reader', 'official',
    'custodian', 'auditor', 'admin')),
  official_id uuid references officials, -- whose record an official sees
  area_code text references areas, -- whose residents a cell comments on
  bundle_id uuid references bundles, -- what a reader reads
  given_by uuid references people,
  agreed_by uuid references people,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  ended_by uuid references people,
  entry_seq bigint not null,
  check ((role = 'official') = (official_id is not null)),
  check ((role = 'cell') = (area_code is not null)),
  check (role = 'reader' or bundle_id is null)
);
create index on memberships (person_id);
create index on memberships (organisation_id, role);

-- One link, one use. A link that needs a second person opens once agreed_at is set.
create table invitations (
  id uuid primary key default uuid_v7(),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  purpose text not null check (purpose in ('first-admin', 'join', 'reset', 'demo')),
  organisation_id uuid references organisations,
  person_id uuid references people deferrable initially deferred, -- the link is used up first
  name text,
  roles jsonb not null default '[]',
  needs_agreement boolean not null default false,
  agreed_by uuid references people,
  agreed_at timestamptz,
  created_by uuid references people,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  check (purpose = 'first-admin' or organisation_id is not null),
  check (purpose not in ('reset', 'demo') or person_id is not null)
);
create index on invitations (organisation_id);

create table api_tokens (
  id uuid primary key default uuid_v7(),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  name text not null,
  created_by uuid references people, -- nobody when made in the shell
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  entry_seq bigint not null
);
create index on api_tokens (organisation_id);

-- What a person was writing, sealed under a key of their own; gone after seven days.
create table autosaves (
  person_id uuid not null references people,
  form text not null check (form ~ '^[a-z0-9-]{1,60}$'),
  sealed bytea not null,
  saved_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (person_id, form)
);

-- What somebody must be told: tokens made in the shell, asks that came back.
create table notices (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  kind text not null,
  about jsonb not null default '{}',
  created_at timestamptz not null default now(),
  seen_at timestamptz
);
create index on notices (person_id);

-- Who sees to the system or to the keys never decides what is taken up. Held for a person, not
-- for an organisation, and under a lock, so that two grants at once cannot meet.
create function refuse_combined_roles() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  v_apart text[] := array['admin', 'custodian', 'auditor'];
  v_deciding text[] := array['moderator', 'lead'];
begin
  perform pg_advisory_xact_lock(hashtextextended(new.person_id::text, 5));
  if exists (select from memberships m
    where m.person_id = new.person_id and (m.valid_to is null or m.valid_to > clock_timestamp())
      and ((new.role = any (v_apart) and m.role = any (v_deciding))
        or (new.role = any (v_deciding) and m.role = any (v_apart)))) then
    raise exception 'roles that never go together' using errcode = '23514', constraint = 'roles_apart';
  end if;
  return new;
end $$;
create trigger roles_apart before insert on memberships for each row execute function refuse_combined_roles();

-- A membership is given and ended, never rewritten.
create function refuse_membership_rewrite() returns trigger language plpgsql as $$
begin
  if old.valid_to is not null or (to_jsonb(new) - array['valid_to', 'ended_by'])
    is distinct from (to_jsonb(old) - array['valid_to', 'ended_by']) then
    raise exception 'a membership is ended, not rewritten' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger ended_once before update on memberships for each row execute function refuse_membership_rewrite();
create trigger refuse_change before delete or truncate on memberships
  for each statement execute function refuse_change();

create function acts_as(p_roles text[]) returns boolean language sql stable as $$
  select string_to_array(coalesce(current_setting('ydan.roles', true), ''), ',') && p_roles
$$;
grant execute on function acts_as to ydan_staff, ydan_desk_staff, ydan_jobs, ydan_signin;

-- The first organisation of an empty deployment, with its area; once, and by the first administrator.
create function found_organisation(
  p_code text, p_name text, p_level text, p_area_code text, p_area_kind text, p_area_name text
) returns uuid language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_id uuid := gen_random_uuid();
begin
  perform pg_advisory_xact_lock(hashtextextended('found_organisation', 5));
  if exists (select from organisations) then
    raise exception 'an organisation exists already' using errcode = '42501';
  end if;
  insert into organisations (id, code, kind, name, level, area_code)
    values (v_id, p_code, 'front', p_name, p_level, p_area_code);
  insert into areas (code, kind, name, organisation_id) values (p_area_code, p_area_kind, p_area_name, v_id);
  return v_id;
end $$;
grant execute on function found_organisation to ydan_signin;

do $$ declare t text; begin
  foreach t in array array['people', 'credentials', 'sessions', 'sign_in_failures', 'memberships', 'invitations',
      'api_tokens', 'autosaves', 'notices'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  -- Before sign-in there is no organisation and no person yet: the role itself is the boundary.
  foreach t in array array['people', 'credentials', 'sessions', 'sign_in_failures', 'memberships', 'invitations',
      'api_tokens', 'notices'] loop
    execute format('create policy signing_in on %I to ydan_signin using (true) with check (true)', t);
  end loop;
  foreach t in array array['memberships', 'invitations', 'api_tokens', 'notices'] loop
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
  end loop;
end $$;

create policy colleagues on people for select to ydan_staff, ydan_desk_staff
  using (exists (select from memberships m where m.person_id = people.id));
create policy jobs on people for select to ydan_jobs using (true);
create policy jobs on sessions to ydan_jobs using (true);
create policy jobs on sign_in_failures to ydan_jobs using (true);
create policy jobs on autosaves to ydan_jobs using (true);
create policy own on autosaves to ydan_signin
  using (person_id = current_person()) with check (person_id = current_person());
create policy role_changes on memberships as restrictive for insert to ydan_staff
  with check (acts_as(array['admin', 'lead']));
create policy role_endings on memberships as restrictive for update to ydan_staff
  using (acts_as(array['admin', 'lead']));
create policy role_invitations on invitations as restrictive to ydan_staff
  using (acts_as(array['admin', 'lead'])) with check (acts_as(array['admin', 'lead']));

grant select, insert on people, credentials, memberships to ydan_signin;
grant update (name, sign_in_name, phone, mail) on people to ydan_signin;
grant update on credentials to ydan_signin;
grant select, insert, update, delete on sessions, sign_in_failures, autosaves to ydan_signin;
grant select, update (used_at, person_id) on invitations to ydan_signin;
grant select, update (revoked_at) on api_tokens to ydan_signin;
grant select, update (seen_at) on notices to ydan_signin;

-- Names are for display; how people sign in is not for colleagues.
grant select (id, name, disabled_at) on people to ydan_staff, ydan_desk_staff, ydan_jobs;
grant select on memberships to ydan_staff, ydan_desk_staff, ydan_jobs;
grant insert, update (valid_to, ended_by) on memberships to ydan_staff;
grant select (id, purpose, organisation_id, person_id, name, roles, needs_agreement, agreed_by, agreed_at,
  created_by, created_at, expires_at, used_at), update (agreed_by, agreed_at) on invitations to ydan_staff;
grant insert on invitations to ydan_staff;
grant select (id, person_id, organisation_id, name, created_by, created_at, revoked_at),
  update (revoked_at) on api_tokens to ydan_staff;
grant select, insert on notices to ydan_staff, ydan_jobs;
grant select, delete on sessions, sign_in_failures, autosaves to ydan_jobs;
