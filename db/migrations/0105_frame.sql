-- Evidence in its frame: which framework a cycle goes by, which criterion a topic means in it, what
-- was raised again, and what somebody wrote about oneself. The newest row counts; older ones stay.

create table cycle_frameworks (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  cycle_id uuid not null references cycles,
  framework text not null check (framework <> ''),
  reason text not null check (reason <> ''),
  set_by uuid not null,
  set_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on cycle_frameworks (cycle_id);

-- All topics of a cycle at once; a topic left out means no criterion.
create table topic_mappings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  cycle_id uuid not null references cycles,
  framework text not null,
  mapped_by uuid not null,
  mapped_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on topic_mappings (cycle_id);
create table topic_criteria (
  mapping_id uuid not null references topic_mappings deferrable initially deferred,
  organisation_id uuid not null references organisations,
  topic text not null check (topic <> ''),
  criterion text not null check (criterion <> ''), -- code in the mapping's framework
  primary key (mapping_id, topic)
);

-- One item put under another criterion than its topic's; null: back to its topic's.
create table placements (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  evidence_id uuid not null references evidence,
  framework text not null,
  criterion text,
  placed_by uuid not null,
  placed_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on placements (evidence_id);

-- That an item says again what one of an earlier cycle said. `same` false takes an error back.
create table raised_again (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  evidence_id uuid not null references evidence,
  earlier_id uuid not null references evidence check (earlier_id <> evidence_id),
  same boolean not null,
  marked_by uuid not null,
  marked_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on raised_again (evidence_id);
create index on raised_again (earlier_id);

-- The words lie in `texts` (field 'self-review').
create table self_reviews (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  record_id uuid not null references review_records,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on self_reviews (record_id);

create function framework_of(p_cycle uuid) returns text language sql stable security definer
  set search_path = pg_catalog, public as $$
  select coalesce((select framework from cycle_frameworks where cycle_id = p_cycle order by entry_seq desc limit 1),
    (select framework from cycles where id = p_cycle))
$$;

-- Under which code of the cycle's framework an item stands: where it was put by hand, else where it
-- was attached, else what its topic means. Placements and attachments under another framework are past.
create function criterion_of(p_evidence uuid) returns text language sql stable security definer
  set search_path = pg_catalog, public as $$
  select coalesce(
      case when p.framework = f.framework then p.criterion end,
      case when p.framework is distinct from f.framework or p.criterion is not null then attached.code end,
      mapped.criterion)
  from evidence e
    join review_records r on r.id = e.record_id
    join decisions d on d.id = e.decision_id
    cross join lateral (select framework_of(r.cycle_id) as framework) f
    left join lateral (select l.framework, l.criterion from placements l where l.evidence_id = e.id
      order by l.entry_seq desc limit 1) p on true
    left join lateral (select c.code from criteria c where c.id = e.criterion_id and c.framework = f.framework) attached on true
    left join lateral (select t.criterion from topic_criteria t where t.topic = d.topic and t.mapping_id =
      (select m.id from topic_mappings m where m.cycle_id = r.cycle_id and m.framework = f.framework
        order by m.entry_seq desc limit 1)) mapped on true
  where e.id = p_evidence
$$;
grant execute on function framework_of, criterion_of to ydan_staff, ydan_desk_staff, ydan_jobs;

do $$
declare t text;
begin
  foreach t in array array['cycle_frameworks', 'topic_mappings', 'topic_criteria', 'placements', 'raised_again',
      'self_reviews'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
      for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I for select to ydan_jobs using (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_desk_staff, ydan_jobs', t);
    execute format('grant insert on %I to ydan_staff', t);
  end loop;
end $$;
select hide_barred('placements', 'evidence_id');
select hide_barred('raised_again', 'evidence_id');
select hide_barred('self_reviews', 'record_id');

-- Their words lie with the other words: added to whatever list of them there is by now. The desk does
-- not read them.
do $$ declare
  v_fields text := (select pg_get_constraintdef(oid) from pg_constraint
    where conrelid = 'texts'::regclass and conname = 'texts_field_check');
begin
  alter table texts drop constraint texts_field_check;
  execute format('alter table texts add constraint texts_field_check check (%s or field = ''self-review'')',
    regexp_replace(v_fields, '^CHECK ', ''));
end $$;
