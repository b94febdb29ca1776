-- The way back: what became of every try to tell a sender something, and mail that comes in.

-- One row a try and one what became of it, never changed. `item` is what was to be told: a reply, a
-- message of a conversation, or the thread whose arrival was acknowledged. No address, and the day
-- alone: a sender's mail or chat may have caused it.
--   begun    this try is under way; without a row after it nobody knows how it ended
--   sent     the channel has it
--   unsure   it may have arrived: the connection broke behind the words
--   retry    it did not arrive and is tried again
--   waiting  outside the channel's reply window: it goes when the sender writes again
--   refused  the channel will not have it · gave-up  it was tried long enough · none  no way back
--   again    a person of the staff asked for another round of tries
create table deliveries (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  organisation_id uuid not null references organisations,
  item uuid not null,
  kind text not null check (kind in ('reply', 'acknowledgement')),
  channel text check (channel ~ '^[a-z]{2,20}$'),
  outcome text not null check (outcome in
    ('begun', 'sent', 'unsure', 'retry', 'waiting', 'refused', 'gave-up', 'none', 'again')),
  reason text check (reason ~ '^[a-z0-9_-]{1,60}$'),
  asked_by uuid,
  day date not null default today(),
  check ((asked_by is not null) = (outcome = 'again'))
);
create index on deliveries (item, seq);
create trigger refuse_change before update or delete or truncate on deliveries
  for each statement execute function refuse_change();
alter table deliveries enable row level security;
create policy own on deliveries to ydan_staff
  using (organisation_id = current_organisation())
  with check (organisation_id = current_organisation() and outcome = 'again' and asked_by = current_person());
create policy jobs on deliveries to ydan_jobs using (true) with check (true);
grant select, insert on deliveries to ydan_staff, ydan_jobs;

-- Addresses that have had today's acknowledgement: HMAC of address and day under the pepper. The
-- first one of a day takes the older ones away.
create table acknowledged (
  address_key bytea primary key check (octet_length(address_key) = 32),
  day date not null default today()
);
alter table acknowledged enable row level security;
create policy jobs on acknowledged to ydan_jobs using (true) with check (true);
grant select, insert, delete on acknowledged to ydan_jobs;

-- A mail's receipt waits for its acknowledgement, sealed for the relay key like the route; the mail
-- as it came is sealed likewise. Neither is for staff.
create policy no_relayed on seals as restrictive to ydan_staff
  using (field not in ('acknowledgement', 'original')) with check (field not in ('acknowledgement', 'original'));

-- The receipt has been told, or nobody is there to be told: its seal goes.
create function forget_acknowledgement(p_thread uuid) returns void language sql security definer
  set search_path = pg_catalog, public as $$
  delete from seals where record = p_thread and field = 'acknowledgement'
$$;
grant execute on function forget_acknowledgement to ydan_jobs;
create index on seals (organisation_id, record) where field = 'acknowledgement';

-- For an answer by mail, whose address names the thread under the pepper: where to put it and the
-- public key of the receipt's pair, for the sender reads it there too. null when unknown or erased.
create function door.correspondent(p_thread uuid) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  select jsonb_build_object('receiptHash', encode(receipt_hash, 'hex'), 'publicKey', encode(receipt_public_key, 'hex'))
    from threads where id = p_thread and not door.gone(id)
$$;
grant execute on function door.correspondent to ydan_door;

-- The console polls the mailbox and drops what it finds by the same door.
grant usage on schema door to ydan_jobs;
grant execute on function door.drop_letters, door.correspondent, door.areas, door.area, door.officials, door.readiness
  to ydan_jobs;

-- As before (0006_door.sql), and what a sender wrote without the code at hand (by mail) is wrapped for
-- the receipt's key pair, as replies are: `for` says which.
create or replace function door.thread(p_receipt_hash bytea) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  select jsonb_build_object(
    'id', t.id, 'organisation', t.organisation_id, 'organisationName', o.name, 'number', t.number, 'year', t.year, 'day', t.day, 'comeBack', t.come_back,
    'area', (select area_code from letters where thread_id = t.id and first),
    'commitment', (select commitment from letters where thread_id = t.id and first),
    'state', coalesce((select s.state from feedback f join feedback_state s on s.feedback_id = f.id
        where f.thread_id = t.id order by f.day, f.id limit 1),
      case when exists (select 1 from sender_acts where thread_id = t.id and act = 'withdraw') then 'withdrawn' else 'received' end),
    'messages', coalesce((select jsonb_agg(m.message order by m.entry_seq) from (
      select l.entry_seq, jsonb_build_object('from', 'sender', 'kind', 'letter', 'record', l.id, 'day', l.day, 'field', 'text',
          'sealed', encode(s.bytes, 'base64'), 'wrapped', encode(k.wrapped, 'base64'), 'keyVersion', k.key_version,
          'for', k.recipient) as message
        from letters l join seals s on s.record = l.id and s.field = 'text'
          join data_keys k on k.record = l.id and k.recipient in ('receipt', 'reply') where l.thread_id = t.id
      union all
      select r.entry_seq, jsonb_build_object('from', 'staff', 'kind', r.kind, 'record', r.id, 'day', r.day, 'field', 'text',
          'sealed', encode(s.bytes, 'base64'), 'wrapped', encode(k.wrapped, 'base64'), 'keyVersion', k.key_version,
          'for', k.recipient)
        from replies r join seals s on s.record = r.id and s.field = 'text'
          join data_keys k on k.record = r.id and k.recipient = 'reply' where r.thread_id = t.id
      union all
      select a.entry_seq, jsonb_build_object('from', 'sender', 'kind', a.act, 'day', a.day)
        from sender_acts a where a.thread_id = t.id) m), '[]'))
  from threads t join organisations o on o.id = t.organisation_id
  where t.receipt_hash = p_receipt_hash and not door.gone(t.id)
$$;

-- Tries to say what the bot says (`chat_outbox`), as in `deliveries`; a conversation belongs to no
-- organisation, and no person asks for these again.
create table chat_tries (
  seq bigint generated always as identity primary key,
  message_id uuid not null references chat_outbox on delete cascade,
  channel text not null,
  outcome text not null check (outcome in ('begun', 'sent', 'unsure', 'retry', 'waiting', 'refused', 'gave-up')),
  reason text check (reason ~ '^[a-z0-9_-]{1,60}$'),
  day date not null default today()
);
create index on chat_tries (message_id, seq);
alter table chat_tries enable row level security;
create policy jobs on chat_tries to ydan_jobs using (true) with check (true);
grant select, insert, delete on chat_tries to ydan_jobs;
