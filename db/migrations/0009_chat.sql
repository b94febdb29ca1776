-- Chat events: what a chat delivered, before anyone knows whether it becomes a letter. The
-- conversation turns finished drafts into letters; only those get custody entries. 'hủy' deletes the
-- seals of a draft; the rows stay a while, so that a late redelivery is recognised as a repeat.
-- Keys are HMACs under the pepper: no platform id, no clock of the sender, and no organisation, since
-- which Front it is for is known only when the area has been asked.
create table chat_events (
  id uuid primary key,
  seq bigint generated always as identity unique, -- the order of arrival, nothing about when
  channel text not null check (channel ~ '^[a-z]{2,20}$'),
  conversation bytea check (octet_length(conversation) = 32), -- null: nobody we could answer
  event_key bytea not null check (octet_length(event_key) = 32),
  message_key bytea check (octet_length(message_key) = 32),
  day date not null default today(),
  unique (channel, event_key),
  unique (channel, message_key)
);
create index on chat_events (conversation, seq);

-- content: what was said, without ids, for the letter key by way of a KEK. route: where to answer, and
-- original: the event as it came, with its ids; both for the relay key, by HPKE.
create table chat_seals (
  event_id uuid not null references chat_events on delete cascade,
  field text not null check (field in ('content', 'route', 'original')),
  key_version int not null,
  kek_id uuid references key_encryption_keys,
  wrapped bytea, -- the data key of 'content', under the KEK
  bytes bytea not null,
  primary key (event_id, field),
  check ((kek_id is null) = (wrapped is null))
);

-- What a channel's own single-use tokens are now, sealed for the relay key; see channels/zalo-token.ts.
create table channel_tokens (
  channel text primary key check (channel ~ '^[a-z]{2,20}$'),
  version int not null,
  key_version int not null,
  bytes bytea not null
);

do $$ declare t text; begin
  foreach t in array array['chat_events', 'chat_seals', 'channel_tokens'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
  end loop;
end $$;
grant select, delete on chat_events, chat_seals to ydan_jobs;
grant select, insert, update on channel_tokens to ydan_jobs;

-- Stores events with their seals, or nothing at all; what came before is a repeat and changes nothing.
-- p_events: [{id, channel, conversation? (hex), eventKey (hex), messageKey? (hex), kek: {id, keyVersion, blob},
--   seals: [{field, keyVersion, kek?, wrapped?, blob}]}], `blob` and `wrapped` being 1-based indexes into p_blobs.
-- Keys are locked in one order, so that two deliveries of one event never deadlock.
create function door.drop_events(p_events jsonb, p_blobs bytea[]) returns table (index int, outcome text)
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  e jsonb;
  v_index int;
  v_id uuid;
begin
  perform pg_advisory_xact_lock(k) from (
    select distinct hashtextextended(x ->> 'channel' || ' ' || named.key, 9) as k
      from jsonb_array_elements(p_events) x, lateral (values (x ->> 'eventKey'), (x ->> 'messageKey')) as named (key)
      where named.key is not null order by 1) as ordered;
  for e, v_index in select x, i::int - 1 from jsonb_array_elements(p_events) with ordinality as t (x, i) loop
    v_id := (e ->> 'id')::uuid;
    insert into chat_events (id, channel, conversation, event_key, message_key) values (v_id, e ->> 'channel',
      decode(e ->> 'conversation', 'hex'), decode(e ->> 'eventKey', 'hex'), decode(e ->> 'messageKey', 'hex'))
      on conflict do nothing;
    if not found then
      return query select v_index, 'repeat';
      continue;
    end if;
    insert into key_encryption_keys (id, sealed, key_version) values
      ((e #>> '{kek,id}')::uuid, p_blobs[(e #>> '{kek,blob}')::int], (e #>> '{kek,keyVersion}')::int)
      on conflict do nothing;
    insert into chat_seals (event_id, field, key_version, kek_id, wrapped, bytes)
      select v_id, s ->> 'field', (s ->> 'keyVersion')::int, (s ->> 'kek')::uuid, p_blobs[(s ->> 'wrapped')::int],
        p_blobs[(s ->> 'blob')::int]
      from jsonb_array_elements(e -> 'seals') s;
    return query select v_index, 'stored';
  end loop;
  perform pg_notify('chats', '');
end $$;
grant execute on function door.drop_events to ydan_door;
