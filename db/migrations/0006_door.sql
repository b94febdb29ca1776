-- What the public door may do: drop sealed letters, look at one thread by its receipt, and read
-- what is public anyway. The letterbox login executes these and selects from nothing.
create schema door;
revoke all on schema door from public;
grant usage on schema door to ydan_door;

-- Stores a batch of sealed letters with their custody entries, or nothing at all.
-- p_letters: [{id, organisation, area, channel, messageId?, bodyTag? (hex), proof, held, commitment (hex),
--   comeBackDays, thread: {id, receiptHash (hex), publicKey (hex)} | receiptHash (hex) of an existing thread,
--   kek?: {id, keyVersion, blob}, seals: [{record, field, blob}], keys: [{record, recipient, keyVersion, kek?, blob}],
--   attachments: [{id, position, type, size}], consents: [{purpose, version}]}], `blob` being a 1-based index into p_blobs.
-- Answers one row a letter: stored, repeat (same message again), clash (same id, other body) or unknown (no such
-- thread). Heads are locked first and letters taken in one order, so that two batches never deadlock.
create function door.drop_letters(p_letters jsonb, p_blobs bytea[])
returns table (index int, outcome text, letter uuid, thread uuid, number int, year int, day date, come_back date)
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  l jsonb;
  v_index int;
  v_organisation uuid;
  v_thread threads%rowtype;
  v_old letters%rowtype;
  v_id uuid;
  v_year int := extract(year from today());
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
      insert into receipt_numbers as r (organisation_id, year, last) values (v_organisation, v_year, 1)
        on conflict (organisation_id, year) do update set last = r.last + 1;
      insert into threads
        select (l #>> '{thread,id}')::uuid, v_organisation, r.last, v_year, today(),
          today() + (l ->> 'comeBackDays')::int, decode(l #>> '{thread,receiptHash}', 'hex'),
          decode(l #>> '{thread,publicKey}', 'hex')
        from receipt_numbers r where r.organisation_id = v_organisation and r.year = v_year
        returning * into v_thread;
    else
      select * into v_thread from threads where receipt_hash = decode(l ->> 'receiptHash', 'hex');
      if not found or door.gone(v_thread.id) then
        return query select v_index, 'unknown', null::uuid, null::uuid, null::int, null::int, null::date, null::date;
        continue;
      end if;
      v_organisation := v_thread.organisation_id;
    end if;
    if l ? 'kek' then
      insert into key_encryption_keys (id, sealed, key_version) values
        ((l #>> '{kek,id}')::uuid, p_blobs[(l #>> '{kek,blob}')::int], (l #>> '{kek,keyVersion}')::int)
        on conflict do nothing;
    end if;
    insert into seals select (s ->> 'record')::uuid, s ->> 'field', v_organisation, p_blobs[(s ->> 'blob')::int]
      from jsonb_array_elements(l -> 'seals') s;
    insert into data_keys select (k ->> 'record')::uuid, k ->> 'recipient', v_organisation, (k ->> 'kek')::uuid,
        (k ->> 'keyVersion')::int, p_blobs[(k ->> 'blob')::int]
      from jsonb_array_elements(l -> 'keys') k;
    insert into letters values (v_id, v_organisation, v_thread.id,
      coalesce(l ->> 'area', (select area_code from letters where thread_id = v_thread.id and first)),
      l ->> 'channel', l ->> 'messageId', decode(l ->> 'bodyTag', 'hex'), today(), l ? 'thread',
      (l ->> 'proof')::boolean, (l ->> 'held')::boolean, l ->> 'commitment',
      custody_append(v_organisation, 'letter.received', v_id, v_thread.id, v_thread.number,
        p_commitment => l ->> 'commitment', p_by_sender => true));
    insert into attachments select (a ->> 'id')::uuid, v_organisation, v_id, (a ->> 'position')::int, a ->> 'type',
        (a ->> 'size')::int
      from jsonb_array_elements(coalesce(l -> 'attachments', '[]')) a;
    insert into consents select v_thread.id, c ->> 'purpose', v_organisation, c ->> 'version', today()
      from jsonb_array_elements(coalesce(l -> 'consents', '[]')) c;
    if not l ? 'thread' then
      perform project(f.id) from feedback f where f.thread_id = v_thread.id;
    end if;
    return query select v_index, 'stored', v_id, v_thread.id, v_thread.number, v_thread.year, today(), v_thread.come_back;
  end loop;
  perform pg_notify('letters', '');
end $$;

-- An erased thread answers like one that never was.
create function door.gone(p_thread uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select exists (select 1 from feedback f join feedback_state s on s.feedback_id = f.id
    where f.thread_id = p_thread and s.state = 'erased')
$$;

-- One thread for whoever holds its receipt: state, and messages still sealed. null when unknown or erased.
create function door.thread(p_receipt_hash bytea) returns jsonb language sql stable security definer
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
          'sealed', encode(s.bytes, 'base64'), 'wrapped', encode(k.wrapped, 'base64'), 'keyVersion', k.key_version) as message
        from letters l join seals s on s.record = l.id and s.field = 'text'
          join data_keys k on k.record = l.id and k.recipient = 'receipt' where l.thread_id = t.id
      union all
      select r.entry_seq, jsonb_build_object('from', 'staff', 'kind', r.kind, 'record', r.id, 'day', r.day, 'field', 'text',
          'sealed', encode(s.bytes, 'base64'), 'wrapped', encode(k.wrapped, 'base64'), 'keyVersion', k.key_version)
        from replies r join seals s on s.record = r.id and s.field = 'text'
          join data_keys k on k.record = r.id and k.recipient = 'reply' where r.thread_id = t.id
      union all
      select a.entry_seq, jsonb_build_object('from', 'sender', 'kind', a.act, 'day', a.day)
        from sender_acts a where a.thread_id = t.id) m), '[]'))
  from threads t join organisations o on o.id = t.organisation_id
  where t.receipt_hash = p_receipt_hash and not door.gone(t.id)
$$;

-- An act of the sender on the own thread. False when there is no such thread.
create function door.sender_act(p_receipt_hash bytea, p_act text) returns boolean language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare v_thread threads%rowtype;
begin
  select * into v_thread from threads where receipt_hash = p_receipt_hash;
  if not found or door.gone(v_thread.id) then return false; end if;
  perform 1 from custody_heads where organisation_id = v_thread.organisation_id for update;
  insert into sender_acts (organisation_id, thread_id, act, day, entry_seq) values (v_thread.organisation_id,
    v_thread.id, p_act, today(), custody_append(v_thread.organisation_id, 'sender.' || p_act, v_thread.id, p_by_sender => true));
  perform project(f.id) from feedback f where f.thread_id = v_thread.id;
  perform pg_notify('letters', '');
  return true;
end $$;

-- The area tree as it stands today, with its Front; merged areas name their successor.
create function door.areas() returns jsonb language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'kind', a.kind, 'name', a.name, 'parent', a.parent_code)
    order by a.parent_code nulls first, a.code), '[]')
  from areas a where a.valid_from <= today() and (a.valid_to is null or a.valid_to >= today())
$$;

create function door.area(p_code text) returns jsonb language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object('code', a.code, 'kind', a.kind, 'name', a.name, 'parent', a.parent_code,
    'successor', case when a.valid_to < today() then a.successor_code end,
    'closed', a.valid_to < today(),
    'path', (with recursive up as (select p.code, p.kind, p.name, p.parent_code, 1 as depth from areas p where p.code = a.parent_code
        union all select p.code, p.kind, p.name, p.parent_code, depth + 1 from areas p join up on p.code = up.parent_code where depth < 8)
      select coalesce(jsonb_agg(jsonb_build_object('code', code, 'kind', kind, 'name', name) order by depth desc), '[]') from up),
    'children', (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'kind', c.kind, 'name', c.name) order by c.code), '[]')
      from areas c where c.parent_code = a.code and (c.valid_to is null or c.valid_to >= today())),
    'organisation', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name, 'settings', o.settings),
    'cycle', (select jsonb_build_object('name', y.name, 'year', y.year, 'cutOff', y.cut_off) from cycles y
      where y.organisation_id = o.id and y.cut_off >= today() order by y.cut_off limit 1))
  from areas a join organisations o on o.id = a.organisation_id where a.code = p_code
$$;

-- Public names and posts of an area, of those above it and below it, post first; and its collectives.
-- `handledBy` says which Front handles letters about the post. p_query matches without accents.
create function door.officials(p_area text, p_query text) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  with recursive up as (select code, parent_code, 0 as depth from areas where code = p_area
      union all select a.code, a.parent_code, depth + 1 from areas a join up on a.code = up.parent_code where depth < 8),
    down as (select code, 0 as depth from areas where code = p_area
      union all select a.code, depth + 1 from areas a join down on a.parent_code = down.code where depth < 8),
    near as (select code from up union select code from down)
  select coalesce(jsonb_agg(entry order by rank, entry ->> 'post', entry ->> 'name'), '[]') from (
    select case when p.area_code = p_area then 0 else 1 end as rank,
      jsonb_build_object('official', f.id, 'name', f.name, 'post', p.title, 'area', p.area_code, 'handledBy', p.handled_by) as entry
      from posts p join officials f on f.id = p.official_id
      where p.area_code in (select code from near) and p.valid_from <= today() and (p.valid_to is null or p.valid_to >= today())
        and (coalesce(p_query, '') = '' or plain(p.title || ' ' || f.name) like '%' || replace(replace(replace(plain(p_query), '\', '\\'), '%', '\%'), '_', '\_') || '%')
    union all
    select 2, jsonb_build_object('collective', o.id, 'name', o.name, 'post', o.name, 'area', o.area_code, 'handledBy', null)
      from organisations o where o.kind <> 'front' and o.area_code in (select code from near)
        and o.valid_from <= today() and (o.valid_to is null or o.valid_to >= today())
        and (coalesce(p_query, '') = '' or plain(o.name) like '%' || replace(replace(replace(plain(p_query), '\', '\\'), '%', '\%'), '_', '\_') || '%')
    limit 500) found
$$;

-- Whether the letterbox should take letters: the console's jobs write down how full the disk is.
create function door.readiness() returns jsonb language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object('diskFree', (select (reading ->> 'free')::float8 from conditions where name = 'disk'),
    'heldPerArea', (select (reading ->> 'perArea')::int from conditions where name = 'surge'))
$$;

grant execute on function door.drop_letters, door.thread, door.sender_act, door.areas, door.area, door.officials,
  door.readiness to ydan_door;
