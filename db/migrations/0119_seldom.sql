-- Words between common and rare are found sooner: how often each stands in the newest summaries is asked
-- first. What hardly ever stands there is not looked for along the nearest, where it would fill no page, and a
-- word that stands in most summaries is not asked of the index, which would read all its places to leave out
-- few.

-- As spaced(). Without a search path of its own it is taken into the query, instead of being called for each text.
create function spaced_here(p_words text) returns text language sql stable parallel safe as $$
  select ' ' || trim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, normalize(coalesce(p_words, ''), NFC))),
    '[^[:alnum:]]+', ' ', 'g')) || ' '
$$;
revoke execute on function spaced_here from public;

-- The hashes of these words, the seldomest first, and how many of the newest 200 summaries and notes of the
-- organisation hold each.
create function sought_by_rarity(p_organisation uuid, p_words text, out hashes int[], out often int[])
language sql stable set search_path = pg_catalog, public as $$
  with newest as materialized (select hashes from syllables where organisation_id = p_organisation
    order by day desc, feedback_id desc limit 200)
  select coalesce(array_agg(one order by count), '{}'), coalesce(array_agg(count order by count), '{}')
    from (select one, (select count(*) from newest where newest.hashes @> array[one])::int as count
      from unnest(sought_hashes(p_organisation, p_words)) as one) counted
$$;
revoke execute on function sought_by_rarity from public;

-- The `p_most` feedback nearest to a place in the queue that hold these words in this order in a summary or
-- note. A common word soon fills a page along the nearest; others by months, two, twelve, seventy-two at once.
-- For found_by_words alone, which is a definer's and has asked whose they are.
create or replace function feedback_with_words(
  p_organisation uuid, p_words text, p_day date, p_feedback uuid, p_newer boolean, p_most int
) returns uuid[] language plpgsql stable set search_path = pg_catalog, public set enable_seqscan = off
  -- It reads some dozens of rows; calling others to help takes longer.
  set max_parallel_workers_per_gather = 0 as $$
declare
  v_hashes int[];
  v_often int[];
  v_place text := format('s.organisation_id = $1 and (s.day, s.feedback_id) %s ($2, $3)', case when p_newer then '>' else '<' end);
  v_order text := case when p_newer then 'order by day, feedback_id' else 'order by day desc, feedback_id desc' end;
  v_like text := spaced(p_words);
  -- Of three syllables each pair may stand somewhere else.
  v_phrase text := case when v_like like ' % % % ' then
    'and exists (select from texts t where t.record = s.record and t.field = s.field and spaced_here(t.body) like ''%''||$6||''%'')'
    else '' end;
  v_second text;
  v_found uuid[];
  v_more uuid[];
  v_first int;
  v_last int;
  v_month int;
  v_until int;
  v_span int := 2;
begin
  select hashes, often into v_hashes, v_often from sought_by_rarity(p_organisation, p_words);
  if cardinality(v_hashes) = 0 then return '{}'; end if;
  -- A page is 51 of the nearest 1000, so one in fifty is too few.
  if v_often[1] > 4 then
    execute format('select array(select distinct on (day, feedback_id) feedback_id
      from (select * from syllables s where %1$s %2$s limit $4) s where s.hashes @> $5 %3$s %2$s limit $7)', v_place, v_order, v_phrase)
      into v_found using p_organisation, p_day, p_feedback, greatest(1000, 8 * p_most), v_hashes, v_like, p_most;
    if cardinality(v_found) >= p_most then return v_found; end if;
  end if;
  select month_of(min(day)), month_of(max(day)) into v_first, v_last from syllables where organisation_id = p_organisation;
  -- The index alone is asked, not the organisation's own rows, which are many.
  v_second := case when v_often[2] < 100
    then 'and dated_hashes(s.hashes, month_of(s.day), month_of(s.day)) && $9' else '' end;
  v_found := '{}';
  v_month := case when p_newer then greatest(v_first, case when isfinite(p_day) then month_of(p_day) end)
    else least(v_last, case when isfinite(p_day) then month_of(p_day) end) end;
  while v_month between v_first and v_last and cardinality(v_found) < p_most loop
    v_until := case when p_newer then least(v_month + v_span - 1, v_last) else greatest(v_month - v_span + 1, v_first) end;
    execute format('select array(select distinct on (day, feedback_id) feedback_id
      from (select * from (select * from syllables s
          where dated_hashes(s.hashes, month_of(s.day), month_of(s.day)) && $8 %4$s offset 0) s
        where %1$s and s.hashes @> $5 %2$s offset 0) s where true %3$s %2$s limit $7)', v_place, v_order, v_phrase, v_second)
      into v_more using p_organisation, p_day, p_feedback, 0, v_hashes, v_like, p_most - cardinality(v_found),
        dated_hashes(v_hashes[1:1], least(v_month, v_until), greatest(v_month, v_until)),
        dated_hashes(v_hashes[2:2], least(v_month, v_until), greatest(v_month, v_until));
    v_found := v_found || v_more;
    v_month := case when p_newer then v_until + 1 else v_until - 1 end;
    v_span := v_span * 6;
  end loop;
  return v_found;
end $$;
