-- The deployment's own keys: rotations that were carried out, and the copy that two of three recovery
-- sheets open.

-- A new version of the letter key, made by the shell after an administrator asked and a lead agreed.
create table key_rotations (
  approval_id uuid primary key references approvals,
  organisation_id uuid not null references organisations,
  version int not null check (version > 1),
  rotated_at timestamptz not null default now(),
  entry_seq bigint not null
);
create trigger refuse_change before update or delete or truncate on key_rotations
  for each statement execute function refuse_change();
alter table key_rotations enable row level security;
create policy own on key_rotations for select to ydan_staff using (organisation_id = current_organisation());
grant select on key_rotations to ydan_staff;

-- All keys of the deployment, sealed for a key whose secret is on paper alone. It lies here so that it
-- is in every backup. Only the owner reads it; a new set of sheets takes the place of the old one.
create table key_recoveries (
  public_key bytea primary key check (octet_length(public_key) = 32),
  sealed bytea not null,
  made_at timestamptz not null default now(),
  confirmed_at timestamptz
);
