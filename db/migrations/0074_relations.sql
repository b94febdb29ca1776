-- Who may read: staff declare their relations to officials and units, and the database hides what is
-- about them; two accounts of one human count as one person.

-- Never rewritten: a relation ends by a row of its own, entered by somebody else.
create table relations (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  kind text not null check (kind in ('self', 'kin', 'superior', 'unit')),
  official_id uuid references officials,
  unit_id uuid references organisations,
  declared_by uuid not null references people,
  declared_at timestamptz not null default now(),
  entry_seq bigint not null,
  check (num_nonnulls(official_id, unit_id) = 1),
  check ((kind = 'unit') = (unit_id is not null))
);
create index on relations (person_id);
create table relation_endings (
  relation_id uuid primary key references relations,
  organisation_id uuid not null references organisations,
  ended_by uuid not null references people,
  ended_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- That somebody was asked in a cycle (null: before the first one) and said that all is declared.
create table declarations (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  cycle_id uuid references cycles,
  relations int not null check (relations >= 0), -- in force when it was said
  declared_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on declarations (person_id);

-- One feedback given out of hand: the letter concerns whoever was to read it, or their neighbour.
create table recusals (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  person_id uuid not null references people,
  recused_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (feedback_id, person_id)
);
create index on recusals (person_id);

-- Two accounts, one human. The latest row of a pair holds; `same` false takes an error back.
create table person_links (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  same_as uuid not null references people,
  same boolean not null,
  linked_by uuid not null references people,
  agreed_by uuid references people,
  linked_at timestamptz not null default now(),
  entry_seq bigint not null,
  check (person_id < same_as)
);
create index on person_links (person_id, same_as);

-- All accounts of the human behind an account, itself among them.
create function humans(p_person uuid) returns uuid[] language sql stable security definer
  set search_path = pg_catalog, public as $$
  with recursive linked as (select person_id as a, same_as as b from
      (select distinct on (person_id, same_as) person_id, same_as, same from person_links
        order by person_id, same_as, linked_at desc, id desc) latest where same),
    mine(id) as (select p_person
      union select case when l.a = mine.id then l.b else l.a end from linked l join mine on mine.id in (l.a, l.b))
  select array_agg(id) from mine
$$;
grant execute on function humans to ydan_staff, ydan_desk_staff, ydan_jobs, ydan_signin;

-- The officials and units somebody is too near to. `p_self` leaves out the official they are
-- themselves: at the desk an official reads the own record.
create function near_subjects(p_person uuid, p_self boolean) returns uuid[] language sql stable security definer
  set search_path = pg_catalog, public as $$
  with mine as (select kind, official_id, unit_id from relations r
      where person_id = any (humans(p_person)) and (p_self or kind <> 'self')
        and not exists (select from relation_endings e where e.relation_id = r.id))
  select coalesce(array_agg(distinct subject), '{}') from (
    select official_id as subject from mine where official_id is not null
    union all select unit_id from mine where unit_id is not null
    union all select p.official_id from mine join posts p on p.body_id = mine.unit_id
      where p.valid_to is null or p.valid_to >= today()
    union all select m.official_id from memberships m where p_self and m.person_id = any (humans(p_person))
      and m.official_id is not null and (m.valid_to is null or m.valid_to > clock_timestamp())) found
$$;

-- Whether the person of this transaction is too near to one of these officials and units.
create function is_near(p_subjects uuid[]) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select near_subjects(current_person(), true) && p_subjects
$$;
grant execute on function is_near to ydan_staff;

-- Everything the person of this transaction must not see, by id: feedback about whom they are near to
-- or that they gave out of hand, with its letters, words and acts; records and bundles of those
-- officials and units, and of any other that such a feedback counts for (its balance would not add up).
create function barred(p_self boolean) returns uuid[] language plpgsql stable parallel safe security definer
  set search_path = pg_catalog, public as $$
declare
  v_person uuid := current_person();
  -- Who is an official and nothing inside the Front reads the own record at either door.
  v_self boolean := p_self and acts_as(array['clerk', 'moderator', 'lead', 'secretary', 'custodian', 'auditor', 'admin']);
  v_near uuid[];
  v_names text[];
  v_feedback uuid[];
  v_threads uuid[];
  v_letters uuid[];
  v_records uuid[];
begin
  -- Asked for every table of every statement, and nearly always by somebody near to nobody.
  if v_person is null or not (exists (select from relations where person_id = v_person)
    or exists (select from recusals where person_id = v_person)
    or exists (select from person_links where v_person in (person_id, same_as))
    or exists (select from memberships where person_id = v_person and official_id is not null)) then
    return '{}';
  end if;
  v_near := near_subjects(v_person, v_self);
  v_names := v_near::text[];
  v_feedback := array(select feedback_id from targets where subject = any (v_near) and subject_kind <> 'organisation'
    union select feedback_id from recusals where person_id = any (humans(v_person))
    union select subject from approvals where cardinality(v_near) > 0
      and (payload -> 'officials' ?| v_names or payload -> 'collectives' ?| v_names));
  if cardinality(v_feedback) = 0 and cardinality(v_near) = 0 then return '{}'; end if;
  v_threads := array(select thread_id from feedback where id = any (v_feedback));
  v_letters := array(select id from letters where thread_id = any (v_threads));
  v_records := array(select id from review_records r
    where coalesce(official_id, collective_id) = any (v_near) or exists (select from targets t
      where t.subject = coalesce(r.official_id, r.collective_id) and t.feedback_id = any (v_feedback)));
  return v_feedback || v_threads || v_letters || v_records || array(
    select id from attachments where letter_id = any (v_letters)
    union all select id from replies where thread_id = any (v_threads)
    union all select id from summaries where feedback_id = any (v_feedback)
    union all select id from decisions where feedback_id = any (v_feedback)
    union all select (payload ->> 'decision')::uuid from approvals where subject = any (v_feedback)
    union all select id from evidence where feedback_id = any (v_feedback)
    union all select x.id from explanations x join evidence e on e.id = x.evidence_id where e.feedback_id = any (v_feedback)
    union all select b.id from bundles b where record_id = any (v_records)
      -- A meeting's member opens the bundle the meeting was given.
      and (p_self or not exists (select from memberships m where m.bundle_id = b.id and m.role = 'reader'
        and m.person_id = v_person and (m.valid_to is null or m.valid_to > clock_timestamp())))
    union all select a.id from approvals a where subject = any (v_feedback) or subject in
      (select id from bundles where record_id = any (v_records)));
end $$;
grant execute on function barred to ydan_staff, ydan_desk_staff;

-- Whether a record of the cycle is hidden from the person of this transaction.
create function hides_record(p_cycle uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select exists (select from review_records where cycle_id = p_cycle and organisation_id = current_organisation()
    and id = any ((select barred(true))::uuid[]))
$$;
grant execute on function hides_record to ydan_staff;

-- Hides the rows of a table whose `p_column` names something barred, from staff of both doors.
create function hide_barred(p_table regclass, p_column text) returns void language plpgsql as $$
begin
  execute format('create policy barred on %s as restrictive for select to ydan_staff
    using ((%I <> all ((select barred(true))::uuid[])) is not false)', p_table, p_column);
  execute format('create policy barred_desk on %s as restrictive for select to ydan_desk_staff
    using ((%I <> all ((select barred(false))::uuid[])) is not false)', p_table, p_column);
end $$;

-- Whatever hangs on a feedback, by the one id that tells most. The custody log stays whole, or nobody
-- could check it. Later tables call hide_barred themselves (a test looks).
do $$ declare c record; begin
  for c in
    select distinct on (a.attrelid) a.attrelid::regclass as t, a.attname::text as name
    from pg_attribute a join pg_class k on k.oid = a.attrelid
      join unnest(array['id', 'record', 'item', 'subject', 'feedback_id', 'letter_id', 'thread_id', 'attachment_id',
        'evidence_id', 'approval_id', 'bundle_id', 'record_id']) with ordinality as w(name, rank) on w.name = a.attname
    where k.relnamespace = 'public'::regnamespace and k.relkind = 'r' and k.relrowsecurity
      and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype and k.relname <> 'memberships'
      and (w.name not in ('id', 'record', 'item', 'subject')
        or (w.name = 'id' and k.relname in ('feedback', 'threads', 'letters', 'attachments', 'review_records', 'bundles'))
        or (w.name = 'record' and k.relname in ('seals', 'data_keys', 'texts'))
        or (w.name = 'item' and k.relname = 'deliveries')
        or (w.name = 'subject' and k.relname = 'approvals'))
    order by a.attrelid, w.rank
  loop
    perform hide_barred(c.t, c.name);
  end loop;
end $$;

-- Of two accounts of one human only one may speak for an act.
create function refuse_same_human() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if new.answered_by is not null and new.outcome = 'agreed'
    and (select asked_by from approvals where id = new.approval_id) = any (humans(new.answered_by)) then
    raise exception 'asked and agreed by one human' using errcode = '23514', constraint = 'two_humans';
  end if;
  return new;
end $$;
create trigger two_humans before insert on approval_answers for each row execute function refuse_same_human();

-- As before (0005_staff.sql), over all accounts of the human; the lock is one for all of them.
create or replace function refuse_combined_roles() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  v_apart text[] := array['admin', 'custodian', 'auditor'];
  v_deciding text[] := array['moderator', 'lead'];
begin
  perform pg_advisory_xact_lock(hashtextextended(least_human(new.person_id)::text, 5));
  if exists (select from memberships m
    where m.person_id = any (humans(new.person_id)) and (m.valid_to is null or m.valid_to > clock_timestamp())
      and ((new.role = any (v_apart) and m.role = any (v_deciding))
        or (new.role = any (v_deciding) and m.role = any (v_apart)))) then
    raise exception 'roles that never go together' using errcode = '23514', constraint = 'roles_apart';
  end if;
  return new;
end $$;
create function least_human(p_person uuid) returns uuid language sql stable security definer
  set search_path = pg_catalog, public as $$
  select id from unnest(humans(p_person)) as id order by id limit 1
$$;

-- A link that would bring roles together which never go together is refused.
create function refuse_combining_link() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(one::text, 5))
    from (select least_human(new.person_id) as one union select least_human(new.same_as) order by 1) locked;
  if new.same and exists (select from memberships a, memberships b
    where a.person_id = any (humans(new.person_id) || humans(new.same_as))
      and b.person_id = any (humans(new.person_id) || humans(new.same_as))
      and (a.valid_to is null or a.valid_to > clock_timestamp()) and (b.valid_to is null or b.valid_to > clock_timestamp())
      and a.role in ('admin', 'custodian', 'auditor') and b.role in ('moderator', 'lead')) then
    raise exception 'roles that never go together' using errcode = '23514', constraint = 'roles_apart';
  end if;
  return new;
end $$;
create trigger roles_apart before insert on person_links for each row execute function refuse_combining_link();

-- The Front above an organisation, if there is one.
create function front_above(p_organisation uuid) returns uuid language sql stable security definer
  set search_path = pg_catalog, public as $$
  with recursive up as (select parent_id, 1 as depth from organisations where id = p_organisation
    union all select o.parent_id, depth + 1 from organisations o join up on o.id = up.parent_id where depth < 8)
  select o.id from up join organisations o on o.id = up.parent_id where o.kind = 'front'
    and (o.valid_to is null or o.valid_to >= today()) order by depth limit 1
$$;
grant execute on function front_above to ydan_staff;

-- Officials whose letters an organisation handles and that no moderator, or no lead other than that
-- moderator, may read there. An organisation without moderator or lead is still being set up.
create function nobody_reads(p_organisation uuid) returns setof uuid language sql stable security definer
  set search_path = pg_catalog, public as $$
  with staff as (select distinct m.person_id, m.role, near_subjects(m.person_id, true) as near from memberships m
      where m.organisation_id = p_organisation and m.role in ('moderator', 'lead')
        and (m.valid_to is null or m.valid_to > clock_timestamp())),
    named as (select distinct official_id from posts where handled_by = p_organisation
      and official_id in (select unnest(near) from staff) and (valid_to is null or valid_to >= today()))
  select official_id from named
  where exists (select from staff where role = 'moderator') and exists (select from staff where role = 'lead')
    and not exists (select from staff m, staff l where m.role = 'moderator' and l.role = 'lead'
      and l.person_id <> all (humans(m.person_id))
      and official_id <> all (m.near) and official_id <> all (l.near))
$$;
grant execute on function nobody_reads to ydan_staff;

-- From now on letters about an official whom nobody here may read about go to the Front above. Gives
-- that Front, null when there is none. Refuses where somebody may read.
create function hand_up(p_official uuid) returns uuid language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare v_above uuid := front_above(current_organisation());
begin
  if p_official not in (select nobody_reads(current_organisation())) then
    raise exception 'somebody may read about this official' using errcode = '42501';
  end if;
  if v_above is not null then
    update posts set handled_by = v_above where official_id = p_official and handled_by = current_organisation()
      and (valid_to is null or valid_to >= today());
    -- Told here: staff of one organisation write nothing to another's.
    insert into notices (organisation_id, person_id, kind, about)
      select distinct v_above, person_id, 'handed-up', jsonb_build_object('official', (select name from officials where id = p_official),
        'front', (select name from organisations where id = current_organisation()))
      from memberships where organisation_id = v_above and role = 'lead' and (valid_to is null or valid_to > clock_timestamp());
  end if;
  return v_above;
end $$;
grant execute on function hand_up to ydan_staff;

-- As before (0006_door.sql), and: the name of the Front that handles letters about a post, for the form.
create or replace function door.officials(p_area text, p_query text) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  with recursive up as (select code, parent_code, 0 as depth from areas where code = p_area
      union all select a.code, a.parent_code, depth + 1 from areas a join up on a.code = up.parent_code where depth < 8),
    down as (select code, 0 as depth from areas where code = p_area
      union all select a.code, depth + 1 from areas a join down on a.parent_code = down.code where depth < 8),
    near as (select code from up union select code from down)
  select coalesce(jsonb_agg(entry order by rank, entry ->> 'post', entry ->> 'name'), '[]') from (
    select case when p.area_code = p_area then 0 else 1 end as rank,
      jsonb_build_object('official', f.id, 'name', f.name, 'post', p.title, 'area', p.area_code, 'handledBy', p.handled_by,
        'handler', (select h.name from organisations h where h.id = p.handled_by)) as entry
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

do $$ declare t text; begin
  foreach t in array array['relations', 'relation_endings', 'declarations', 'recusals', 'person_links'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I for select to ydan_jobs using (true)', t);
    execute format('grant select, insert on %I to ydan_staff', t);
    execute format('grant select on %I to ydan_jobs', t);
  end loop;
end $$;
-- Whom somebody is related to is for them and for who must know: the lead.
create policy whose on relations as restrictive for select to ydan_staff
  using (person_id = any ((select humans(current_person()))::uuid[]) or acts_as(array['lead']));
create policy whose_new on relations as restrictive for insert to ydan_staff
  with check (declared_by = current_person() and (person_id = current_person() or acts_as(array['lead'])));
create policy another on relation_endings as restrictive for insert to ydan_staff
  with check (ended_by = current_person() and acts_as(array['lead']) and not exists
    (select from relations r where r.id = relation_id and r.person_id = any ((select humans(current_person()))::uuid[])));
create policy whose on declarations as restrictive for insert to ydan_staff with check (person_id = current_person());
create policy whose on recusals as restrictive for insert to ydan_staff with check (person_id = current_person());
create policy whose on person_links as restrictive for insert to ydan_staff with check (acts_as(array['admin', 'lead']));
