-- Further ways in (passkeys, recovery codes, one-time links for cells), samples for the auditor, and the
-- glass that is broken in an emergency.

-- Public halves of passkeys (WebAuthn). Removed by a date, so that an old one is known and refused.
create table passkeys (
  id uuid primary key default uuid_v7(),
  person_id uuid not null references people,
  credential_id text not null unique, -- base64url, as browsers name it
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null check (name <> ''),
  created_at timestamptz not null default now(),
  used_at timestamptz,
  removed_at timestamptz
);
create index on passkeys (person_id);

-- What a browser was asked to sign: five minutes, once. A person's own (null: whoever signs in).
create table passkey_challenges (
  challenge_hash bytea primary key check (octet_length(challenge_hash) = 32),
  person_id uuid references people,
  door text not null check (door in ('desk', 'console')),
  expires_at timestamptz not null
);

-- Ten to a set, each good once instead of the authenticator's code; a new set takes the old one away.
create table recovery_codes (
  person_id uuid not null references people,
  code_hash bytea not null check (octet_length(code_hash) = 32),
  used_at timestamptz,
  primary key (person_id, code_hash)
);

-- A link for a residence cell that has no authenticator: one use, one hour at the desk, that role alone.
create table cell_links (
  id uuid primary key default uuid_v7(),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  made_by uuid references people, -- nobody when asked for by mail
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  entry_seq bigint not null
);
create index on cell_links (person_id);

-- A session may be shorter than others and hold one role of the person's.
alter table sessions add column ends_at timestamptz, add column only_role text;

-- Twenty files drawn by lot, without words, for the auditor. The seed tells that nobody chose them.
create table samples (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  seed text not null check (seed ~ '^[0-9a-f]{64}$'),
  drawn_from int not null, -- how many there were
  drawn_by uuid not null references people,
  drawn_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table sample_items (
  sample_id uuid not null references samples,
  feedback_id uuid not null references feedback,
  organisation_id uuid not null references organisations,
  position int not null,
  primary key (sample_id, feedback_id)
);
-- What the auditor found; the words lie in `texts` (field note).
create table sample_notes (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  sample_id uuid not null references samples,
  written_by uuid not null references people,
  written_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on sample_notes (sample_id);

-- One letter opened in an emergency by who otherwise may not; the reason lies in `texts`.
create table glass_breaks (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  broken_by uuid not null references people,
  broken_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on glass_breaks (broken_by);

do $$ declare t text; begin
  foreach t in array array['samples', 'sample_items', 'sample_notes', 'glass_breaks'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I for select to ydan_jobs using (true)', t);
    execute format('grant select, insert on %I to ydan_staff', t);
    execute format('grant select on %I to ydan_jobs', t);
  end loop;
  foreach t in array array['passkeys', 'passkey_challenges', 'recovery_codes', 'cell_links'] loop
    execute format('alter table %I enable row level security', t);
    -- Before sign-in there is no person yet: the role itself is the boundary.
    execute format('create policy signing_in on %I to ydan_signin using (true) with check (true)', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
  end loop;
  foreach t in array array['sample_items', 'glass_breaks'] loop
    perform hide_barred(t::regclass, 'feedback_id');
  end loop;
end $$;
create policy auditors on samples as restrictive for insert to ydan_staff with check (acts_as(array['auditor']));
create policy auditors on sample_notes as restrictive for insert to ydan_staff with check (acts_as(array['auditor']));
create policy own_hand on glass_breaks as restrictive for insert to ydan_staff with check (broken_by = current_person());

grant select, insert, update (counter, used_at, removed_at) on passkeys to ydan_signin;
grant select, insert, delete on passkey_challenges, recovery_codes to ydan_signin;
grant update (used_at) on recovery_codes to ydan_signin;
grant select, update (used_at) on cell_links to ydan_signin;
grant insert on notices to ydan_signin; -- what happened to one's own ways in
grant select, delete on passkey_challenges, cell_links to ydan_jobs;
create policy own on cell_links to ydan_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy makers on cell_links as restrictive for insert to ydan_staff
  with check (made_by = current_person() and acts_as(array['clerk', 'secretary', 'admin']));
grant select (id, organisation_id, person_id, made_by, made_at, expires_at, used_at), insert on cell_links to ydan_staff;
