-- Custody log, letters and their seals.

create table custody_heads (
  organisation_id uuid primary key references organisations,
  size bigint not null default 0
);

create table custody_entries (
  organisation_id uuid not null references organisations,
  seq bigint not null, -- 0, 1, 2 …: the leaf's index
  bytes bytea not null, -- canonical JSON (RFC 8785)
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32), -- RFC 9162: SHA-256(0x00 || bytes)
  kind text not null,
  item uuid not null,
  subject uuid,
  primary key (organisation_id, seq)
);
create index on custody_entries (item);

-- Appends one entry, format version 1: keys sorted, absent ones left out, every value made of
-- characters that JSON never escapes. Acts of staff carry the actor and the time, what senders
-- cause carries the day alone. Call it last: the head stays locked until commit.
create function custody_append(
  p_organisation uuid, p_kind text, p_item uuid, p_subject uuid default null, p_number bigint default null,
  p_second uuid default null, p_reason text default null, p_commitment text default null,
  p_by_sender boolean default false
) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_seq bigint;
  v_actor uuid := case when p_by_sender then null else current_person() end;
  v_bytes bytea;
begin
  if p_kind !~ '^[a-z][a-z-]*\.[a-z-]+$' or p_reason !~ '^[a-z0-9_-]{1,60}$' or p_commitment !~ '^[0-9a-f]{64}$' then
    raise exception 'malformed custody entry' using errcode = '22023';
  end if;
  insert into custody_heads as h (organisation_id, size) values (p_organisation, 1)
    on conflict (organisation_id) do update set size = h.size + 1
    returning size - 1 into v_seq;
  v_bytes := convert_to('{' || concat_ws(',',
    '"actor":"' || v_actor || '"',
    '"commitment":"' || p_commitment || '"',
    case when v_actor is null then '"day":"' || to_char(today(), 'YYYY-MM-DD') || '"' end,
    '"item":"' || p_item || '"',
    '"kind":"' || p_kind || '"',
    '"number":' || p_number,
    '"reason":"' || p_reason || '"',
    '"second":"' || p_second || '"',
    '"subject":"' || p_subject || '"',
    case when v_actor is not null
      then '"time":"' || to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"' end,
    '"v":1') || '}', 'UTF8');
  insert into custody_entries (organisation_id, seq, bytes, leaf_hash, kind, item, subject)
    values (p_organisation, v_seq, v_bytes, sha256('\x00'::bytea || v_bytes), p_kind, p_item, p_subject);
  return v_seq;
end $$;
grant execute on function custody_append to ydan_staff, ydan_desk_staff, ydan_jobs, ydan_signin;
grant execute on function uuid_v7, plain, current_organisation, current_person, today
  to ydan_staff, ydan_desk_staff, ydan_jobs, ydan_signin;

create table threads (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  number int not null, -- receipt number, without gap, per organisation and year
  year int not null,
  day date not null,
  come_back date not null,
  receipt_hash bytea not null unique check (octet_length(receipt_hash) = 32),
  receipt_public_key bytea not null,
  unique (organisation_id, year, number)
);

create table letters (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  thread_id uuid not null references threads,
  area_code text not null references areas,
  channel text not null check (channel ~ '^[a-z]{2,20}$'),
  channel_message_id text,
  body_tag bytea, -- keyed fingerprint of the body, to tell a repeat from another letter
  day date not null,
  first boolean not null, -- opens its thread
  proof boolean not null, -- came with proof of work
  held boolean not null, -- waits for a quieter hour
  commitment text not null,
  entry_seq bigint not null,
  unique (channel, channel_message_id)
);
create index on letters (thread_id);
create index on letters (organisation_id, day);

-- What a sender agreed to, and in which version of the words. No row, no consent.
create table consents (
  thread_id uuid not null references threads,
  purpose text not null check (purpose in ('processing', 'record', 'contact')),
  organisation_id uuid not null references organisations,
  text_version text not null,
  day date not null,
  primary key (thread_id, purpose)
);

create table letter_releases (
  letter_id uuid primary key references letters,
  organisation_id uuid not null references organisations,
  entry_seq bigint not null
);

create table attachments (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  letter_id uuid not null references letters,
  position int not null,
  type text not null,
  size int not null,
  unique (letter_id, position)
);

create table key_encryption_keys (
  id uuid primary key,
  sealed bytea not null, -- HPKE to the letter key
  key_version int not null,
  day date not null default today()
);

-- The data key of a record, wrapped for whoever may open it. Deleting it is erasure.
create table data_keys (
  record uuid not null,
  recipient text not null check (recipient ~ '^(letter|receipt|reply|relay|custodians:.+)$'),
  organisation_id uuid not null references organisations,
  kek_id uuid references key_encryption_keys,
  key_version int not null,
  wrapped bytea not null,
  primary key (record, recipient)
);

-- Ciphertexts, apart from the rows that say they exist, so that shredding can take the bytes too.
create table seals (
  record uuid not null,
  field text not null,
  organisation_id uuid not null references organisations,
  bytes bytea not null,
  primary key (record, field)
);

-- Plain words that may leave moderation (summaries, explanations) or are staff's own; shredded alike.
create table texts (
  record uuid not null,
  field text not null check (field in ('summary', 'explanation', 'note', 'reason')),
  organisation_id uuid not null references organisations,
  body text not null,
  primary key (record, field)
);
create index texts_plain on texts using gin (plain(body) gin_trgm_ops);

-- Erasure of one record: its wraps, its bytes, its words, and the entry that says so.
create function shred(p_organisation uuid, p_record uuid, p_reason text, p_second uuid default null)
returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from data_keys where record = p_record and organisation_id = p_organisation;
  delete from seals where record = p_record and organisation_id = p_organisation;
  delete from texts where record = p_record and organisation_id = p_organisation;
  return custody_append(p_organisation, 'record.shredded', p_record, p_second => p_second, p_reason => p_reason);
end $$;
grant execute on function shred to ydan_staff, ydan_jobs;

create table receipt_numbers (
  organisation_id uuid not null references organisations,
  year int not null,
  last int not null,
  primary key (organisation_id, year)
);

-- What a sender did with the receipt. 'satisfied' on a summary is the sender's agreement to it.
create table sender_acts (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  thread_id uuid not null references threads,
  act text not null check (act in ('withdraw', 'reopen', 'exposes-me', 'wrong-meaning', 'satisfied', 'unsatisfied')),
  day date not null,
  entry_seq bigint not null
);
create index on sender_acts (thread_id);

-- What staff wrote to a sender; the words are sealed for the receipt and for the letter key.
create table replies (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  thread_id uuid not null references threads,
  kind text not null check (kind in ('question', 'outcome', 'message', 'summary')),
  day date not null,
  written_by uuid,
  entry_seq bigint not null
);
create index on replies (thread_id);

do $$ declare t text; begin
  foreach t in array array['custody_entries', 'threads', 'letters', 'consents', 'letter_releases', 'attachments',
                           'key_encryption_keys', 'sender_acts', 'replies'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
  end loop;
  foreach t in array array['custody_entries', 'threads', 'letters', 'consents', 'letter_releases', 'attachments',
                           'data_keys', 'seals', 'texts', 'sender_acts', 'replies'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
end $$;
alter table key_encryption_keys enable row level security;
create policy anyone on key_encryption_keys to ydan_staff, ydan_jobs using (true) with check (true);
alter table custody_heads enable row level security;
create policy own on custody_heads for select to ydan_staff, ydan_desk_staff using (organisation_id = current_organisation());
create policy jobs on custody_heads for select to ydan_jobs using (true);
grant select on custody_heads to ydan_staff, ydan_desk_staff, ydan_jobs;
grant select, insert on key_encryption_keys to ydan_staff, ydan_jobs;
grant insert on data_keys, seals, texts, replies, letter_releases to ydan_staff, ydan_jobs;
-- Reply routes are for the outbox job alone.
create policy no_routes on seals as restrictive to ydan_staff using (field <> 'route') with check (field <> 'route');
-- The desk holds no letter key: it reads the words that left moderation and nothing sealed.
grant select on custody_entries, texts to ydan_desk_staff;
grant insert on texts to ydan_desk_staff;
create policy desk_words on texts as restrictive to ydan_desk_staff
  using (field in ('summary', 'explanation')) with check (field = 'explanation');
