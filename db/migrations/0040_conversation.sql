-- Conversations: where the dialogue with one chat stands, what was said and not yet sent, and what the
-- bot answers. No clock of the sender: a day, and what the platform says of times stays under a seal.

-- draft: the words so far, for the letter key by way of a KEK. threads: the receipts of what was sent,
-- and route: whom to answer, both for the relay key. So the letter key opens words and names nobody, and
-- whoever has the relay key finds the person and not the draft.
create table conversations (
  conversation bytea primary key check (octet_length(conversation) = 32),
  id uuid not null unique, -- what the seals are bound to
  channel text not null check (channel ~ '^[a-z]{2,20}$'),
  day date not null default today(), -- of the last event
  unsent boolean not null, -- whether something was said that is not sent
  key_version int not null,
  kek_id uuid not null references key_encryption_keys,
  wrapped bytea not null,
  draft bytea not null,
  relay_version int not null,
  threads bytea not null,
  route bytea not null
);

-- Files of a chat, copied at once because the platforms delete them; gone with the draft. A file that
-- could not be had keeps the reason, so that the bot can say so.
create table chat_files (
  id uuid primary key,
  conversation bytea not null check (octet_length(conversation) = 32),
  event_id uuid not null,
  position int not null,
  trouble text check (trouble in ('gone', 'too-large', 'refused', 'empty', 'type', 'lies')),
  type text,
  size int,
  key_version int,
  kek_id uuid references key_encryption_keys,
  wrapped bytea,
  bytes bytea,
  day date not null default today(),
  unique (event_id, position),
  check ((trouble is null) = (bytes is not null)),
  check ((trouble is null) = (wrapped is not null))
);
create index on chat_files (conversation);

-- What the bot says, in the order of saying, whole for the relay key: the words carry receipts. `id` is the
-- platform's retry key. Once sent (or given up) the bytes go and the row stays a while.
create table chat_outbox (
  id uuid primary key,
  seq bigint generated always as identity unique,
  channel text not null check (channel ~ '^[a-z]{2,20}$'),
  conversation bytea not null check (octet_length(conversation) = 32),
  key_version int not null,
  bytes bytea,
  day date not null default today(),
  sent_on date,
  check ((bytes is null) = (sent_on is not null))
);
create index on chat_outbox (conversation, seq) where sent_on is null;

-- An event whose content is still there has not been heard yet.
create index on chat_seals (event_id) where field = 'content';

do $$ declare t text; begin
  foreach t in array array['conversations', 'chat_files', 'chat_outbox'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to ydan_jobs', t);
  end loop;
end $$;

-- A confirmed draft goes through the same door as every letter.
grant usage on schema door to ydan_jobs;
grant execute on function door.drop_letters, door.thread, door.sender_act, door.areas, door.area, door.officials
  to ydan_jobs;
