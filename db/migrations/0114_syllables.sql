-- Words of summaries and notes are found among millions: first along the newest, where a common word soon
-- fills a page, then by an index of hashed syllables and pairs of them, which for a rare one is short. The
-- trigram index over every text cost more to write and answered common words in a second.

create table syllables (
  record uuid not null,
  field text not null,
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  day date not null, -- the feedback's: pages go by (day, id)
  hashes int[] not null,
  primary key (record, field),
  -- Whatever erases the words takes these, too.
  foreign key (record, field) references texts on delete cascade
);
create index on syllables (organisation_id, day desc, feedback_id desc);
create index on syllables (feedback_id);
-- Without the pending list a search never reads what nobody has sorted yet; only staff write here.
create index syllables_hashes on syllables using gin (hashes) with (fastupdate = off);

-- Plain words with single spaces between them and around: ' duong hem toi '.
create function spaced(p_words text) returns text language sql immutable parallel safe
  set search_path = pg_catalog, public as $$
  select ' ' || trim(regexp_replace(plain(p_words), '[^[:alnum:]]+', ' ', 'g')) || ' '
$$;

-- The syllables of a text and the pairs of neighbours, hashed with their organisation: what is common
-- elsewhere does not lengthen a search here. md5, because PostgreSQL's own hashes may change with it.
create function syllable_hashes(p_organisation uuid, p_words text) returns int[] language sql immutable parallel safe
  set search_path = pg_catalog, public as $$
  with written as (select string_to_array(nullif(trim(spaced(p_words)), ''), ' ') as words)
  select coalesce(array_agg(distinct ('x' || left(md5(p_organisation || ' ' || one), 8))::bit(32)::int), '{}') from (
    select unnest(words) as one from written
    union all
    select a || ' ' || b from written, unnest(words[:cardinality(words) - 1], words[2:]) as pairs(a, b)) parts
$$;
revoke execute on function spaced, syllable_hashes from public;

-- Asked at the end of the transaction: the words are written before the row that says whose they are.
create function keep_syllables() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into syllables
    select t.record, t.field, t.organisation_id, f.id, f.day, syllable_hashes(t.organisation_id, t.body)
      from texts t
        join feedback f on f.id = coalesce((select feedback_id from summaries where id = t.record and t.field = 'summary'),
          (select feedback_id from decisions where id = t.record and t.field = 'note'))
      where t.record = new.record and t.field = new.field
    on conflict do nothing;
  return null;
end $$;
revoke execute on function keep_syllables from public;
create constraint trigger keep_syllables after insert on texts deferrable initially deferred
  for each row when (new.field in ('summary', 'note')) execute function keep_syllables();

insert into syllables
  select t.record, t.field, t.organisation_id, f.id, f.day, syllable_hashes(t.organisation_id, t.body)
    from texts t join (select id, feedback_id, 'summary' as field from summaries
        union all select id, feedback_id, 'note' from decisions) r on r.id = t.record and r.field = t.field
      join feedback f on f.id = r.feedback_id;

-- The `p_most` feedback of this organisation nearest to a place in the queue (before it, or after it when
-- `p_newer`), nearest first, where a summary or note holds these words in this order, an official or
-- body they are about is called so, or that are among `p_letters`: those whose letters hold them. What
-- was diverted or shredded since is found no more, whatever a memory still holds. A definer's: under
-- row security an index of arrays is not used. Whoever asks reads the feedback itself under row security.
create function found_by_words(
  p_words text, p_letters uuid[], p_day date, p_feedback uuid, p_newer boolean, p_most int
) returns table (feedback_id uuid, day date) language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  v_organisation uuid := current_organisation();
  v_hashes int[] := syllable_hashes(v_organisation, p_words);
  v_like text := '%' || replace(replace(replace(plain(p_words), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  v_subjects uuid[] := array(select id from officials where plain(name) like v_like
    union all select id from organisations where plain(name) like v_like);
  v_place text := format('organisation_id = $1 and (day, feedback_id) %s ($2, $3)', case when p_newer then '>' else '<' end);
  v_order text := case when p_newer then 'order by day, feedback_id' else 'order by day desc, feedback_id desc' end;
  -- Of three syllables each pair may stand somewhere else.
  v_phrase text := case when spaced(p_words) like ' % % % ' then
    'and exists (select from texts t where t.record = s.record and t.field = s.field and spaced(t.body) like ''%''||$6||''%'')'
    else '' end;
  v_near int := greatest(4000, 8 * p_most);
  v_words uuid[] := '{}';
  v_about uuid[] := '{}';
begin
  if cardinality(v_hashes) > 0 then
    execute format('select array(select distinct on (day, feedback_id) feedback_id
      from (select * from syllables where %1$s %2$s limit $4) s where s.hashes @> $5 %3$s %2$s limit $7)', v_place, v_order, v_phrase)
      into v_words using v_organisation, p_day, p_feedback, v_near, v_hashes, spaced(p_words), p_most;
    if cardinality(v_words) < p_most then
      -- Sorted by itself first, so that no more texts are looked into than the page has lines.
      execute format('select array(select distinct on (day, feedback_id) feedback_id
        from (select * from syllables where hashes @> $5 and %1$s %2$s offset 0) s where true %3$s %2$s limit $7)',
        v_place, v_order, v_phrase)
        into v_words using v_organisation, p_day, p_feedback, v_near, v_hashes, spaced(p_words), p_most;
    end if;
  end if;
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
revoke execute on function found_by_words from public;
grant execute on function found_by_words to ydan_staff;

alter table syllables enable row level security;
create policy own on syllables to ydan_staff using (organisation_id = current_organisation());
create policy jobs on syllables for select to ydan_jobs using (true);
grant select on syllables to ydan_staff, ydan_jobs;
select hide_barred('syllables', 'feedback_id');

-- A name is looked for among all the officials of a province.
create index on officials using gin (plain(name) gin_trgm_ops);
create index on organisations using gin (plain(name) gin_trgm_ops);

-- Pages without a state sorted all that an organisation ever had.
create index on feedback_state (organisation_id, day desc, feedback_id desc) include (state);
drop index texts_plain;
