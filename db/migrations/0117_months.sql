-- Words between common and rare are found as fast as the others, however many letters there are: the index
-- holds each syllable with its month, so that the newest months are asked first, and no more of them than
-- fill a page. New rows fall together in it, too, instead of all over.

-- As before, in one place. Without a search path of its own it is taken into the query that asks it.
create function syllable_hash(p_organisation uuid, p_words text) returns int language sql immutable parallel safe as $$
  select ('x' || left(md5(p_organisation::text || ' ' || p_words), 8))::bit(32)::int
$$;
create or replace function syllable_hashes(p_organisation uuid, p_words text) returns int[] language sql immutable parallel safe
  set search_path = pg_catalog, public as $$
  with written as (select string_to_array(nullif(trim(spaced(p_words)), ''), ' ') as words)
  select coalesce(array_agg(distinct syllable_hash(p_organisation, one)), '{}') from (
    select unnest(words) as one from written
    union all
    select a || ' ' || b from written, unnest(words[:cardinality(words) - 1], words[2:]) as pairs(a, b)) parts
$$;

-- Of one syllable its hash, of several those of their pairs alone: the pairs say all.
create function sought_hashes(p_organisation uuid, p_words text) returns int[] language sql immutable parallel safe
  set search_path = pg_catalog, public as $$
  with written as (select string_to_array(nullif(trim(spaced(p_words)), ''), ' ') as words)
  select coalesce(array_agg(distinct syllable_hash(p_organisation, one)), '{}') from (
    select words[1] as one from written where cardinality(words) = 1
    union all
    select a || ' ' || b from written, unnest(words[:cardinality(words) - 1], words[2:]) as pairs(a, b)) parts
$$;

-- Months since the year 0.
create function month_of(p_day date) returns int language sql immutable parallel safe set search_path = pg_catalog
  return extract(year from p_day)::int * 12 + extract(month from p_day)::int - 1;

-- Each hash with each of these months, the month first: what is new lies together.
create function dated_hashes(p_hashes int[], p_from int, p_to int) returns bigint[] language sql immutable parallel safe
  set search_path = pg_catalog as $$
  select coalesce(array_agg((month::bigint << 32) | (one::bigint & 4294967295)), '{}')
    from unnest(p_hashes) as one, generate_series(p_from, p_to) as month
$$;
revoke execute on function syllable_hash, sought_hashes, month_of, dated_hashes from public;

-- Without the pending list, as before: a search never reads what nobody has sorted yet.
create index syllables_dated on syllables
  using gin (dated_hashes(hashes, month_of(day), month_of(day))) with (fastupdate = off);
drop index syllables_hashes;
-- Written with every summary and asked by nobody.
drop index syllables_feedback_id_idx;
-- The unique constraint on organisation and code begins alike.
drop index officials_organisation_id_idx;

-- The `p_most` feedback nearest to a place in the queue that hold these words in this order in a summary or
-- note. First along the nearest, where a common word soon fills a page; then by months, two, twelve, seventy-two at
-- once. For found_by_words alone, which is a definer's and has asked whose they are.
create function feedback_with_words(
  p_organisation uuid, p_words text, p_day date, p_feedback uuid, p_newer boolean, p_most int
) returns uuid[] language plpgsql stable set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  v_hashes int[] := sought_hashes(p_organisation, p_words);
  v_place text := format('s.organisation_id = $1 and (s.day, s.feedback_id) %s ($2, $3)', case when p_newer then '>' else '<' end);
  v_order text := case when p_newer then 'order by day, feedback_id' else 'order by day desc, feedback_id desc' end;
  -- Of three syllables each pair may stand somewhere else.
  v_phrase text := case when spaced(p_words) like ' % % % ' then
    'and exists (select from texts t where t.record = s.record and t.field = s.field and spaced(t.body) like ''%''||$6||''%'')'
    else '' end;
  v_like text := spaced(p_words);
  v_found uuid[];
  v_more uuid[];
  v_first int;
  v_last int;
  v_month int;
  v_until int;
  v_span int := 2;
begin
  if cardinality(v_hashes) = 0 then return '{}'; end if;
  execute format('select array(select distinct on (day, feedback_id) feedback_id
    from (select * from syllables s where %1$s %2$s limit $4) s where s.hashes @> $5 %3$s %2$s limit $7)', v_place, v_order, v_phrase)
    into v_found using p_organisation, p_day, p_feedback, greatest(1000, 8 * p_most), v_hashes, v_like, p_most;
  if cardinality(v_found) >= p_most then return v_found; end if;
  select month_of(min(day)), month_of(max(day)) into v_first, v_last from syllables where organisation_id = p_organisation;
  -- The seldomest first, as far as the newest tell: two of them are asked of the index, and it alone, for an
  -- organisation's own rows are many.
  select array_agg(one order by (select count(*) from (select hashes from syllables where organisation_id = p_organisation
      order by day desc, feedback_id desc limit 200) newest where hashes @> array[one])) into v_hashes
    from unnest(v_hashes) as one;
  v_found := '{}';
  v_month := case when p_newer then greatest(v_first, case when isfinite(p_day) then month_of(p_day) end)
    else least(v_last, case when isfinite(p_day) then month_of(p_day) end) end;
  while v_month between v_first and v_last and cardinality(v_found) < p_most loop
    v_until := case when p_newer then least(v_month + v_span - 1, v_last) else greatest(v_month - v_span + 1, v_first) end;
    execute format('select array(select distinct on (day, feedback_id) feedback_id
      from (select * from (select * from syllables s
          where dated_hashes(s.hashes, month_of(s.day), month_of(s.day)) && $8
            and dated_hashes(s.hashes, month_of(s.day), month_of(s.day)) && $9 offset 0) s
        where %1$s and s.hashes @> $5 %2$s offset 0) s where true %3$s %2$s limit $7)', v_place, v_order, v_phrase)
      into v_more using p_organisation, p_day, p_feedback, 0, v_hashes, v_like, p_most - cardinality(v_found),
        dated_hashes(v_hashes[1:1], least(v_month, v_until), greatest(v_month, v_until)),
        dated_hashes(array[coalesce(v_hashes[2], v_hashes[1])], least(v_month, v_until), greatest(v_month, v_until));
    v_found := v_found || v_more;
    v_month := case when p_newer then v_until + 1 else v_until - 1 end;
    v_span := v_span * 6;
  end loop;
  return v_found;
end $$;
revoke execute on function feedback_with_words from public;

-- The `p_most` feedback of this organisation nearest to a place in the queue (before it, or after it when
-- `p_newer`), nearest first, where a summary or note holds these words in this order, an official or
-- body they are about is called so, or that are among `p_letters`: those whose letters hold them. What
-- was diverted or shredded since is found no more, whatever a memory still holds. A definer's: under
-- row security an index of arrays is not used. Whoever asks reads the feedback itself under row security.
create or replace function found_by_words(
  p_words text, p_letters uuid[], p_day date, p_feedback uuid, p_newer boolean, p_most int
) returns table (feedback_id uuid, day date) language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  v_organisation uuid := current_organisation();
  v_like text := '%' || replace(replace(replace(plain(p_words), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  v_subjects uuid[] := array(select id from officials where plain(name) like v_like
    union all select id from organisations where plain(name) like v_like);
  v_place text := format('organisation_id = $1 and (day, feedback_id) %s ($2, $3)', case when p_newer then '>' else '<' end);
  v_order text := case when p_newer then 'order by day, feedback_id' else 'order by day desc, feedback_id desc' end;
  v_near int := greatest(4000, 8 * p_most);
  v_words uuid[] := feedback_with_words(v_organisation, p_words, p_day, p_feedback, p_newer, p_most);
  v_about uuid[] := '{}';
begin
  if cardinality(v_subjects) > 0 then
    execute format('select array(select feedback_id from (select feedback_id, day from feedback_state where %1$s %2$s limit $4) s
      where exists (select from targets t where t.feedback_id = s.feedback_id and t.subject = any ($5) and t.subject_kind <> ''organisation'') %2$s limit $6)',
      v_place, v_order)
      into v_about using v_organisation, p_day, p_feedback, v_near, v_subjects, p_most;
    if cardinality(v_about) < p_most then
      execute format('select array(select s.feedback_id from feedback_state s where %1$s and s.feedback_id in
        (select t.feedback_id from targets t where t.subject = any ($4) and t.subject_kind <> ''organisation'') %2$s limit $5)', v_place, v_order)
        into v_about using v_organisation, p_day, p_feedback, v_subjects, p_most;
    end if;
  end if;
  return query execute format('select feedback_id, day from feedback_state s where %1$s and (feedback_id = any ($4)
      or feedback_id = any ($5) and state <> ''diverted''
        and exists (select from data_keys k where k.record = s.feedback_id and k.recipient = ''letter''))
    %2$s limit $6', v_place, v_order)
    using v_organisation, p_day, p_feedback, v_words || v_about, p_letters, p_most;
end $$;
