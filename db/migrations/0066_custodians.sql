-- Custodians: who holds keys, what is sealed for any two of them, and the openings.

-- A public key that a custodian made in the browser. Its entry in the log commits to the key.
create table custodian_keys (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  public_key bytea not null unique check (octet_length(public_key) = 32),
  made_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on custodian_keys (organisation_id, person_id);

-- The secret half, sealed in the browser under a passphrase the server never sees. Replaced when the
-- passphrase is changed with the recovery sheet.
create table custodian_secrets (
  key_id uuid primary key references custodian_keys,
  organisation_id uuid not null references organisations,
  wrapped jsonb not null,
  at timestamptz not null default now()
);

-- Whom letters are sealed for from then on: canonical JSON under the deployment's signature, which
-- the letterbox checks with a key that does not come from here (src/seal/roster.ts).
create table custodian_rosters (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  version int not null check (version > 0),
  bytes bytea not null,
  signature bytea not null check (octet_length(signature) = 64),
  asked_by uuid not null references people,
  agreed_by uuid not null references people check (agreed_by <> asked_by),
  signed_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (organisation_id, version)
);

-- Two custodians open what a letter has sealed apart; until this row no half is handed out.
create table identity_openings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  letter_id uuid not null references letters,
  field text not null check (field in ('identity', 'raw')),
  asked_by uuid not null references people,
  agreed_by uuid not null references people check (agreed_by <> asked_by),
  asked_key uuid not null references custodian_keys,
  agreed_key uuid not null references custodian_keys check (agreed_key <> asked_key),
  opened_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on identity_openings (letter_id);

-- What the two browsers say to each other, sealed for one another's key of the moment.
create table opening_messages (
  opening_id uuid not null references identity_openings,
  organisation_id uuid not null references organisations,
  key_id uuid not null references custodian_keys,
  kind text not null check (kind in ('hello', 'half')),
  bytes bytea not null check (octet_length(bytes) <= 1024),
  at timestamptz not null default now(),
  primary key (opening_id, key_id, kind)
);

-- The sender was told of an opening; the words are a reply.
create table opening_notices (
  opening_id uuid primary key references identity_openings,
  organisation_id uuid not null references organisations,
  reply_id uuid not null references replies,
  day date not null default today()
);

do $$ declare t text; begin
  foreach t in array array['custodian_keys', 'custodian_rosters', 'identity_openings', 'opening_notices'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
  end loop;
  foreach t in array array['custodian_keys', 'custodian_secrets', 'custodian_rosters', 'identity_openings',
                           'opening_messages', 'opening_notices'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
end $$;
grant insert on custodian_keys, custodian_secrets, custodian_rosters, identity_openings, opening_messages to ydan_staff;
grant update (wrapped, at) on custodian_secrets to ydan_staff;
grant update (bytes, at) on opening_messages to ydan_staff;
grant delete on opening_messages to ydan_staff, ydan_jobs;
grant insert on opening_notices to ydan_jobs;
create policy own_key on custodian_keys as restrictive for insert to ydan_staff
  with check (person_id = current_person() and acts_as(array['custodian']));
create policy own_secret on custodian_secrets as restrictive to ydan_staff
  using (exists (select from custodian_keys k where k.id = key_id and k.person_id = current_person()))
  with check (exists (select from custodian_keys k where k.id = key_id and k.person_id = current_person()));

-- What is sealed for the custodians lies under a record of its own, whose id follows from the
-- letter's: it can be shredded alone. TypeScript: `apartFrom` in src/seal/apart.ts.
create function sealed_apart(p_letter uuid, p_field text) returns uuid language sql immutable parallel safe
  set search_path = pg_catalog, public as $$
  select encode(substr(sha256(convert_to('ydan apart v1 ' || p_field || ' ' || p_letter, 'UTF8')), 1, 16), 'hex')::uuid
$$;
grant execute on function sealed_apart to ydan_staff, ydan_jobs;

-- With a letter's words goes what it has sealed apart, whoever erases it and however.
create function drop_apart() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from seals where record in (sealed_apart(old.record, 'identity'), sealed_apart(old.record, 'raw'));
  delete from data_keys where record in (sealed_apart(old.record, 'identity'), sealed_apart(old.record, 'raw'));
  return null;
end $$;
create trigger drop_apart after delete on seals for each row when (old.field = 'text') execute function drop_apart();

-- Ciphertexts and halves of identities are for custodians' eyes, and at the console alone.
create policy custodians_only on seals as restrictive to ydan_staff
  using (field not in ('identity', 'raw') or acts_as(array['custodian']))
  with check (field not in ('identity', 'raw'));
create policy custodians_only on data_keys as restrictive to ydan_staff
  using (recipient not like 'custodians:%' or acts_as(array['custodian']))
  with check (recipient not like 'custodians:%');

-- The newest roster of an organisation for the letterbox, in base64; null when there is none.
create function door.custodians(p_organisation uuid) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  select jsonb_build_object('bytes', translate(encode(bytes, 'base64'), E'\n', ''),
      'signature', translate(encode(signature, 'base64'), E'\n', ''))
    from custodian_rosters where organisation_id = p_organisation order by version desc limit 1
$$;
-- As before (0050_outbox.sql), and whose the thread is: the mail as it came is sealed for its custodians.
create or replace function door.correspondent(p_thread uuid) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  select jsonb_build_object('receiptHash', encode(receipt_hash, 'hex'), 'publicKey', encode(receipt_public_key, 'hex'),
      'organisation', organisation_id)
    from threads where id = p_thread and not door.gone(id)
$$;
grant execute on function door.custodians to ydan_door, ydan_jobs, ydan_staff;
