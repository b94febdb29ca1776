-- A batch of new letters is decided in one statement instead of letter by letter; answers, repeats and
-- clashes go the way they went (0110_batch.sql). What is stored and the answers are the same. Profiled: of
-- PostgreSQL's time for a letter 29 % went into deciding one by one, 23 % into checking references, 8 % into
-- regular expressions.

create or replace function custody_entry(
  p_kind text, p_item uuid, p_subject uuid, p_number bigint, p_second uuid, p_reason text, p_commitment text, p_actor uuid
) returns bytea language plpgsql stable set search_path = pg_catalog, public as $$
begin
  if p_kind !~ '^[a-z][a-z-]*\.[a-z-]+$' or p_reason !~ '^[a-z0-9_-]{1,60}$' or length(p_commitment) <> 64
    or translate(p_commitment, '0123456789abcdef', '') <> '' then
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

create or replace function door.drop_letters(p_letters jsonb, p_blobs bytea[])
returns table (index int, outcome text, letter uuid, thread uuid, number int, year int, day date, come_back date)
language plpgsql security definer
set search_path = pg_catalog, public
  set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
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
  v_today date := today();
  v_year int := extract(year from v_today);
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

  -- Mostly every letter opens a thread and none of them was here before: decided all at once.
  if (select bool_and(x ? 'thread') and count(distinct x ->> 'id') = count(*)
        and count(distinct (x ->> 'channel') || ' ' || (x ->> 'messageId')) = count(x ->> 'messageId')
        and not bool_or(exists (select from letters o where o.id = (x ->> 'id')::uuid)
          or exists (select from letters o where o.channel = x ->> 'channel' and o.channel_message_id = x ->> 'messageId'))
      from jsonb_array_elements(p_letters) x)
  then
    select array_agg(x || jsonb_build_object('index', i - 1, 'of', x -> 'organisation', 'threadId', x #> '{thread,id}',
        'number', coalesce(r.last, 0) + place, 'year', v_year, 'comeBack', v_today + (x ->> 'comeBackDays')::int) order by ord)
      into v_new
      from (select x, i, row_number() over (partition by x ->> 'organisation' order by x ->> 'channel', x ->> 'messageId', x ->> 'id') as place,
          row_number() over (order by x ->> 'organisation', x ->> 'channel', x ->> 'messageId', x ->> 'id') as ord
        from jsonb_array_elements(p_letters) with ordinality as e(x, i)) g
      left join receipt_numbers r on r.organisation_id = (x ->> 'organisation')::uuid and r.year = v_year;
    select jsonb_object_agg(of, last) into v_numbers
      from (select n ->> 'of' as of, max((n ->> 'number')::int) as last from unnest(v_new) n group by 1) numbered;
    perform store_letters(v_new, p_blobs, v_numbers);
    perform pg_notify('letters', '');
    return query select (n ->> 'index')::int, 'stored', (n ->> 'id')::uuid, (n ->> 'threadId')::uuid, (n ->> 'number')::int,
      v_year, v_today, (n ->> 'comeBack')::date from unnest(v_new) n;
    return;
  end if;

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
          (n ->> 'id')::uuid, (n ->> 'threadId')::uuid, (n ->> 'number')::int, (n ->> 'year')::int, v_today, (n ->> 'comeBack')::date
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
      v_thread := ((l #>> '{thread,id}')::uuid, v_organisation, v_number, v_year, v_today,
        v_today + (l ->> 'comeBackDays')::int, decode(l #>> '{thread,receiptHash}', 'hex'), decode(l #>> '{thread,publicKey}', 'hex'));
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
    return query select v_index, 'stored', v_id, v_thread.id, v_thread.number, v_thread.year, v_today, v_thread.come_back;
  end loop;
  if cardinality(v_new) > 0 then
    perform store_letters(v_new, p_blobs, v_numbers);
    perform pg_notify('letters', '');
  end if;
end $$;

-- The tables these plans were made for when empty grow to millions: never read whole, never planned anew.
alter function store_letters set enable_seqscan = off;
alter function store_letters set plan_cache_mode = force_generic_plan;

-- The organisation of these rows is copied from their thread, letter or log, whose own reference is
-- checked; organisations are never deleted. Each of these checks cost as much as an index.
alter table seals drop constraint seals_organisation_id_fkey;
alter table data_keys drop constraint data_keys_organisation_id_fkey;
alter table consents drop constraint consents_organisation_id_fkey;
alter table custody_entries drop constraint custody_entries_organisation_id_fkey;
