-- What belongs elsewhere: right places, suggestions, transfer sheets (phiếu chuyển), erasure, and
-- what authorities demand in writing.

-- Where a kind of matter goes, for an area and all below it until one of them has its own. The
-- newest row that is valid holds; one without a place ends the older ones.
create table guidance_places (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  area_code text not null references areas,
  purpose text not null check (purpose in
    ('partyInspection', 'citizenReception', 'province', 'police', 'publicServices', 'children')),
  place text check (place <> ''),
  address text,
  hours text,
  phone text,
  source text not null check (source <> ''), -- where it was read or who said it
  valid_from date not null,
  entered_by uuid not null,
  entered_on date not null default today(),
  entry_seq bigint not null
);
create index on guidance_places (area_code, purpose);

create function door.places(p_area text) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  with recursive up as (select code, parent_code, 0 as depth from areas where code = p_area
      union all select a.code, a.parent_code, depth + 1 from areas a join up on a.code = up.parent_code where depth < 8),
    newest as (select distinct on (g.area_code, g.purpose) g.*, up.depth from guidance_places g
      join up on up.code = g.area_code where g.valid_from <= today()
      order by g.area_code, g.purpose, g.valid_from desc, g.entry_seq desc),
    nearest as (select distinct on (purpose) * from newest where place is not null order by purpose, depth)
  select coalesce(jsonb_object_agg(purpose, jsonb_strip_nulls(jsonb_build_object('place', place, 'address', address,
    'hours', hours, 'phone', phone, 'source', source, 'since', valid_from))), '{}') from nearest
$$;

-- The words that make the bench say "this may be a denunciation"; each change is a whole new list.
create table suggestion_lists (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  version int not null check (version > 0),
  rules jsonb not null, -- [{words: [text], accents: boolean, kind, why}]
  written_by uuid not null,
  written_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (organisation_id, version)
);

-- Where a feedback that was diverted or passed on went: with a sheet, or the sender was only told
-- where to go. What was diverted is destroyed at `destroy_at`, what was passed on stays.
create table transfers (
  decision_id uuid primary key references decisions,
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  way text not null check (way in ('sheet', 'guided')),
  receiver text,
  contact text,
  register_id uuid unique references register,
  day date not null,
  reply_id uuid not null references replies, -- what the sender reads; it outlives the letter
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  destroy_at timestamptz,
  entry_seq bigint not null,
  check ((way = 'sheet') = (register_id is not null and receiver is not null))
);
create index on transfers (feedback_id);
create table transfer_undos (
  decision_id uuid primary key references decisions,
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  undone_by uuid not null,
  undone_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on transfer_undos (feedback_id);
create table transfer_endings (
  decision_id uuid primary key references transfers,
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  day date not null default today(),
  entry_seq bigint not null
);

-- An authority's demand in writing; what it demands lies in `texts`, what it was given is not kept.
create table demands (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  approval_id uuid not null references approvals,
  authority text not null check (authority <> ''),
  number text not null check (number <> ''),
  day date not null,
  asked_by uuid not null,
  agreed_by uuid not null check (agreed_by <> asked_by),
  agreed_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on demands (feedback_id);
create table demand_collections (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  demand_id uuid not null references demands,
  sha256 bytea not null check (octet_length(sha256) = 32),
  collected_by uuid not null,
  collected_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- How many demands were met, by year; nothing about whom.
create function door.demands() returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  select coalesce(jsonb_agg(jsonb_build_object('year', year, 'count', count) order by year desc), '[]') from (
    select extract(year from agreed_at at time zone 'Asia/Ho_Chi_Minh')::int as year, count(*)::int as count
    from demands group by 1) met
$$;
grant execute on function door.places to ydan_door, ydan_staff, ydan_jobs;
grant execute on function door.demands to ydan_door;

do $$ declare t text; begin
  foreach t in array array['guidance_places', 'suggestion_lists', 'transfers', 'transfer_undos', 'transfer_endings',
      'demands', 'demand_collections'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
end $$;
grant insert on guidance_places, suggestion_lists, transfers, transfer_undos, demands, demand_collections to ydan_staff;
grant insert on transfer_endings to ydan_jobs;
create policy own_area on guidance_places as restrictive for insert to ydan_staff
  with check (exists (select from areas a where a.code = area_code and a.organisation_id = current_organisation()));

-- Every record that holds words of a feedback, or a key to them: what came, what was made of it, what
-- was written about it. A frozen bundle keeps the wording it was frozen with.
create function records_of(p_feedback uuid) returns setof uuid language sql stable security definer
  set search_path = pg_catalog, public as $$
  select p_feedback
  union select thread_id from feedback where id = p_feedback
  union select l.id from letters l join feedback f using (thread_id) where f.id = p_feedback
  union select a.id from attachments a join letters l on l.id = a.letter_id join feedback f using (thread_id) where f.id = p_feedback
  union select r.id from replies r join feedback f using (thread_id) where f.id = p_feedback
  union select id from summaries where feedback_id = p_feedback
  union select id from decisions where feedback_id = p_feedback
  union select (payload ->> 'decision')::uuid from approvals where subject = p_feedback and payload ? 'decision'
  union select id from approvals where subject = p_feedback
  union select id from evidence where feedback_id = p_feedback
  union select x.id from explanations x join evidence e on e.id = x.evidence_id where e.feedback_id = p_feedback
  union select id from releases where feedback_id = p_feedback
  union select id from demands where feedback_id = p_feedback
$$;

-- Shreds them all but those to keep; how many held something. Staff stay within their organisation.
create function shred_feedback(p_feedback uuid, p_reason text, p_keep uuid[] default '{}', p_second uuid default null)
returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_organisation uuid;
  v_record uuid;
  v_count int := 0;
begin
  select organisation_id into strict v_organisation from feedback where id = p_feedback;
  if current_organisation() is not null and v_organisation <> current_organisation() then
    raise exception 'a record of another organisation' using errcode = '42501';
  end if;
  for v_record in
    select r from records_of(p_feedback) r where r is not null and r <> all (p_keep)
      and (exists (select from data_keys where record = r) or exists (select from seals where record = r)
        or exists (select from texts where record = r)) order by r
  loop
    perform shred(v_organisation, v_record, p_reason, p_second);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
grant execute on function shred_feedback, records_of to ydan_staff, ydan_jobs;

-- What somebody was writing about it in a form goes with the words it is about.
create function take_drafts_too() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from autosaves where form like '%-' || old.record;
  return null;
end $$;
create trigger drafts_too after delete on data_keys for each row when (old.recipient = 'letter')
  execute function take_drafts_too();

-- Undoing a diversion opens it again. Added to the function as it stands, whatever other migrations
-- have made of it.
do $$ declare
  v_old text := pg_get_functiondef('state_of(uuid)'::regprocedure);
  v_new text := replace(replace(v_old,
    'union all select entry_seq, ''erased'', null from erasures where feedback_id = p_feedback',
    'union all select entry_seq, ''undone'', null from transfer_undos where feedback_id = p_feedback
    union all select entry_seq, ''erased'', null from erasures where feedback_id = p_feedback'),
    'when e.event = ''erased'' then ''erased''',
    'when e.event = ''erased'' then ''erased''
      when e.event = ''undone'' and v_state = ''diverted'' then ''reopened''');
begin
  if length(v_new) < length(v_old) + 150 then
    raise exception 'state_of is not as expected';
  end if;
  execute v_new;
end $$;
