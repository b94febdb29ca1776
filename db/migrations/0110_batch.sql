-- A batch of letters is decided letter by letter and written table by table: eight statements a batch
-- instead of nine a letter. What is stored, the order of the log and the answers are as before
-- (0030_counter.sql).

-- The bytes of one entry of the log, format version 1: keys sorted, absent ones left out, every value
-- made of characters that JSON never escapes.
create function custody_entry(
  p_kind text, p_item uuid, p_subject uuid, p_number bigint, p_second uuid, p_reason text, p_commitment text, p_actor uuid
) returns bytea language plpgsql stable set search_path = pg_catalog, public as $$
begin
  if p_kind !~ '^[a-z][a-z-]*\.[a-z-]+$' or p_reason !~ '^[a-z0-9_-]{1,60}$' or p_commitment !~ '^[0-9a-f]{64}$' then
    raise exception 'malformed custody entry' using errcode = '22023';
  end if;
  return convert_to('{' || concat_ws(',',
    '"actor":"' || p_actor || '"',
    '"commitment":"' || p_commitment || '"',
    case when p_actor is null then '"day":"' || to_char(today(), 'YYYY-MM-DD') || '"' end,
    '"item":"' || p_item || '"',
    '"kind":"' || p_kind || '"',
    '"number":' || p_number,
    '"reason":"' || p_reason || '"',
    '"second":"' || p_second || '"',
    '"subject":"' || p_subject || '"',
    case when p_actor is not null
      then '"time":"' || to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"' end,
    '"v":1') || '}', 'UTF8');
end $$;
revoke execute on function custody_entry from public;

create or replace function custody_append(
  p_organisation uuid, p_kind text, p_item uuid, p_subject uuid default null, p_number bigint default null,
  p_second uuid default null, p_reason text default null, p_commitment text default null,
  p_by_sender boolean default false
) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_seq bigint;
  v_bytes bytea := custody_entry(p_kind, p_item, p_subject, p_number, p_second, p_reason, p_commitment,
    case when p_by_sender then null else current_person() end);
begin
  insert into custody_heads as h (organisation_id, size) values (p_organisation, 1)
    on conflict (organisation_id) do update set size = h.size + 1
    returning size - 1 into v_seq;
  insert into custody_entries (organisation_id, seq, bytes, leaf_hash, kind, item, subject)
    values (p_organisation, v_seq, v_bytes, sha256('\x00'::bytea || v_bytes), p_kind, p_item, p_subject);
  return v_seq;
end $$;

create or replace function door.drop_letters(p_letters jsonb, p_blobs bytea[])
returns table (index int, outcome text, letter uuid, thread uuid, number int, year int, day date, come_back date)
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  l jsonb;
  v_index int;
  v_place int;
  v_id uuid;
  v_message text;
  v_organisation uuid;
  v_number int;
  v_thread threads%rowtype;
  v_old letters%rowtype;
  v_year int := extract(year from today());
  v_numbers jsonb := '{}'; -- last number given, by organisation
  v_new jsonb[] := '{}'; -- the letters to store, with all that was decided about them
  v_ids uuid[] := '{}';
  v_messages text[] := '{}';
begin
  insert into custody_heads (organisation_id)
    select distinct (x ->> 'organisation')::uuid from jsonb_array_elements(p_letters) x
      where x ->> 'organisation' is not null order by 1
    on conflict do nothing;
  perform 1 from custody_heads h where h.organisation_id in (
    select (x ->> 'organisation')::uuid from jsonb_array_elements(p_letters) x
    union select t.organisation_id from jsonb_array_elements(p_letters) x
      join threads t on t.receipt_hash = decode(x ->> 'receiptHash', 'hex'))
    order by h.organisation_id for update;

  for l, v_index in
    select x, i::int - 1 from jsonb_array_elements(p_letters) with ordinality as e(x, i)
      order by x ->> 'organisation', x ->> 'channel', x ->> 'messageId', x ->> 'id'
  loop
    v_id := (l ->> 'id')::uuid;
    v_message := (l ->> 'channel') || ' ' || (l ->> 'messageId');
    -- The same letter twice in one batch: the first of them is the one.
    v_place := coalesce(array_position(v_ids, v_id), case when v_message is not null then array_position(v_messages, v_message) end);
    if v_place is not null then
      return query select v_index, case when n ->> 'bodyTag' is not distinct from l ->> 'bodyTag' then 'repeat' else 'clash' end,
          (n ->> 'id')::uuid, (n ->> 'threadId')::uuid, (n ->> 'number')::int, (n ->> 'year')::int, today(), (n ->> 'comeBack')::date
        from (select v_new[v_place] as n) first;
      continue;
    end if;
    select * into v_old from letters where id = v_id
      or (channel = l ->> 'channel' and channel_message_id = l ->> 'messageId');
    if found then
      return query select v_index, case when v_old.body_tag is not distinct from decode(l ->> 'bodyTag', 'hex')
          then 'repeat' else 'clash' end, v_old.id, t.id, t.number, t.year, v_old.day, t.come_back
        from threads t where t.id = v_old.thread_id;
      continue;
    end if;
    if l ? 'thread' then
      v_organisation := (l ->> 'organisation')::uuid;
      v_number := 1 + coalesce((v_numbers ->> v_organisation::text)::int,
        (select last from receipt_numbers where organisation_id = v_organisation and year = v_year), 0);
      v_numbers := v_numbers || jsonb_build_object(v_organisation, v_number);
      v_thread := ((l #>> '{thread,id}')::uuid, v_organisation, v_number, v_year, today(),
        today() + (l ->> 'comeBackDays')::int, decode(l #>> '{thread,receiptHash}', 'hex'), decode(l #>> '{thread,publicKey}', 'hex'));
    else
      select * into v_thread from threads where receipt_hash = decode(l ->> 'receiptHash', 'hex');
      if not found or door.gone(v_thread.id) then
        return query select v_index, 'unknown', null::uuid, null::uuid, null::int, null::int, null::date, null::date;
        continue;
      end if;
    end if;
    v_ids := v_ids || v_id;
    v_messages := v_messages || v_message;
    v_new := v_new || (l || jsonb_build_object('of', v_thread.organisation_id, 'threadId', v_thread.id,
      'number', v_thread.number, 'year', v_thread.year, 'comeBack', v_thread.come_back));
    return query select v_index, 'stored', v_id, v_thread.id, v_thread.number, v_thread.year, today(), v_thread.come_back;
  end loop;
  if cardinality(v_new) > 0 then
    perform store_letters(v_new, p_blobs, v_numbers);
    perform pg_notify('letters', '');
  end if;
end $$;

-- Writes what `door.drop_letters` decided; the heads of the logs are locked.
create function store_letters(p_new jsonb[], p_blobs bytea[], p_numbers jsonb) returns void
language plpgsql set search_path = pg_catalog, public as $$
begin
  insert into receipt_numbers as r (organisation_id, year, last)
    select key::uuid, extract(year from today())::int, value::int from jsonb_each_text(p_numbers) order by 1
    on conflict (organisation_id, year) do update set last = excluded.last;
  insert into threads select (l #>> '{thread,id}')::uuid, (l ->> 'of')::uuid, (l ->> 'number')::int, (l ->> 'year')::int,
      today(), (l ->> 'comeBack')::date, decode(l #>> '{thread,receiptHash}', 'hex'), decode(l #>> '{thread,publicKey}', 'hex')
    from unnest(p_new) l where l ? 'thread';
  insert into key_encryption_keys (id, sealed, key_version)
    select distinct on (1) (l #>> '{kek,id}')::uuid, p_blobs[(l #>> '{kek,blob}')::int], (l #>> '{kek,keyVersion}')::int
      from unnest(p_new) l where l ? 'kek' order by 1
    on conflict do nothing;
  insert into seals select (s ->> 'record')::uuid, s ->> 'field', (l ->> 'of')::uuid, p_blobs[(s ->> 'blob')::int]
    from unnest(p_new) l, jsonb_array_elements(l -> 'seals') s;
  insert into data_keys select (k ->> 'record')::uuid, k ->> 'recipient', (l ->> 'of')::uuid, (k ->> 'kek')::uuid,
      (k ->> 'keyVersion')::int, p_blobs[(k ->> 'blob')::int]
    from unnest(p_new) l, jsonb_array_elements(l -> 'keys') k;
  with counted as (
    select (l ->> 'of')::uuid as organisation, count(*) as letters from unnest(p_new) l group by 1
  ), heads as (
    update custody_heads h set size = size + letters from counted c where h.organisation_id = c.organisation
      returning h.organisation_id, size - letters as first
  ), entries as (
    select l, ord, h.organisation_id, h.first + row_number() over (partition by h.organisation_id order by ord) - 1 as seq,
        custody_entry('letter.received', (l ->> 'id')::uuid, (l ->> 'threadId')::uuid, (l ->> 'number')::bigint, null, null,
          l ->> 'commitment', null) as bytes
      from unnest(p_new) with ordinality as n(l, ord) join heads h on h.organisation_id = (l ->> 'of')::uuid
  ), logged as (
    insert into custody_entries (organisation_id, seq, bytes, leaf_hash, kind, item, subject)
      select organisation_id, seq, bytes, sha256('\x00'::bytea || bytes), 'letter.received', (l ->> 'id')::uuid, (l ->> 'threadId')::uuid
        from entries order by seq
  )
  insert into letters select (l ->> 'id')::uuid, organisation_id, (l ->> 'threadId')::uuid,
      coalesce(l ->> 'area', (select area_code from letters where thread_id = (l ->> 'threadId')::uuid and first)),
      l ->> 'channel', l ->> 'messageId', decode(l ->> 'bodyTag', 'hex'), today(), l ? 'thread',
      (l ->> 'proof')::boolean, (l ->> 'held')::boolean, l ->> 'commitment', seq,
      l ? 'slip' and door.spend_slip(decode(l ->> 'slip', 'hex'), l ->> 'area')
    from entries order by ord;
  insert into attachments select (a ->> 'id')::uuid, (l ->> 'of')::uuid, (l ->> 'id')::uuid, (a ->> 'position')::int,
      a ->> 'type', (a ->> 'size')::int
    from unnest(p_new) l, jsonb_array_elements(l -> 'attachments') a where l ? 'attachments';
  insert into consents select (l ->> 'threadId')::uuid, c ->> 'purpose', (l ->> 'of')::uuid, c ->> 'version', today()
    from unnest(p_new) l, jsonb_array_elements(l -> 'consents') c where l ? 'consents';
  perform project(f.id) from unnest(p_new) l join feedback f on f.thread_id = (l ->> 'threadId')::uuid where not l ? 'thread';
end $$;
revoke execute on function store_letters from public;
