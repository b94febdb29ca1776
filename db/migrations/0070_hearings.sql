-- Fairness to the official: what is said reaches them in one batch on fixed days as a letter of the
-- Front (a hearing); what they answer is read for names before it is printed; silence is written down;
-- what should be looked at again is; private life stays folded.

-- On which days of the month batches are made, how many working days there are to answer, and below
-- how many items a batch waits for the next day.
create table hearing_calendars (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  days int[] not null check (cardinality(days) between 1 and 4 and 1 <= all (days) and 28 >= all (days)),
  term int not null check (term between 3 and 30),
  fewest int not null check (fewest between 1 and 20),
  valid_from date not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on hearing_calendars (organisation_id, valid_from);

-- A batch is written down even when nothing waited: a day that was missed must not be made up for by
-- a batch whose day tells when somebody wrote. `cycle_id`: a batch out of turn, for a whole cycle.
create table hearing_batches (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  day date not null,
  cycle_id uuid references cycles,
  reason text, -- why out of turn, when a person asked for it
  asked_by uuid,
  made_at timestamptz not null default now(),
  entry_seq bigint not null
);
create unique index on hearing_batches (organisation_id, day) where cycle_id is null;
create index on hearing_batches (cycle_id);

create table hearings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  batch_id uuid not null references hearing_batches,
  record_id uuid not null references review_records,
  entry_seq bigint not null,
  unique (batch_id, record_id)
);
create index on hearings (record_id);
create table hearing_issues (
  hearing_id uuid primary key references hearings,
  organisation_id uuid not null references organisations,
  register_id uuid not null unique references register,
  term int not null,
  issued_by uuid not null,
  issued_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table hearing_items (
  hearing_id uuid not null references hearing_issues,
  evidence_id uuid not null unique references evidence,
  organisation_id uuid not null references organisations,
  position int not null check (position > 0),
  primary key (hearing_id, position)
);
-- Ký nhận: from this day the term runs.
create table hearing_receipts (
  hearing_id uuid primary key references hearing_issues,
  organisation_id uuid not null references organisations,
  received_on date not null,
  receiver text not null check (receiver <> ''),
  due_on date not null check (due_on > received_on),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table silences (
  evidence_id uuid primary key references evidence,
  hearing_id uuid not null references hearing_receipts,
  organisation_id uuid not null references organisations,
  day date not null default today(),
  entry_seq bigint not null
);

-- An answer as it is printed: names of others folded away. Its words are in `texts`.
create table explanation_editions (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  explanation_id uuid not null references explanations,
  version int not null check (version > 0),
  folds int not null check (folds >= 0),
  edited_by uuid not null,
  edited_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (explanation_id, version)
);
create table explanation_objections (
  id uuid primary key,
  edition_id uuid not null unique references explanation_editions,
  organisation_id uuid not null references organisations,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
-- What came of "đề nghị xem lại".
create table second_looks (
  explanation_id uuid primary key references explanations,
  organisation_id uuid not null references organisations,
  evidence_id uuid not null references evidence,
  outcome text not null check (outcome in ('upheld', 'corrected', 'withdrawn')),
  approval_id uuid not null references approvals,
  asked_by uuid not null,
  agreed_by uuid not null check (agreed_by <> asked_by),
  agreed_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on second_looks (evidence_id);

-- Private life, family, third persons: marked with the decision, opened by two.
alter table decisions add column fold text check (fold in ('private_life', 'family', 'third_party'));
create table unfoldings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  evidence_id uuid not null unique references evidence,
  approval_id uuid not null references approvals,
  asked_by uuid not null,
  agreed_by uuid not null check (agreed_by <> asked_by),
  agreed_at timestamptz not null default now(),
  entry_seq bigint not null
);

do $$ declare t text; begin
  foreach t in array array['hearing_calendars', 'hearing_batches', 'hearings', 'hearing_issues', 'hearing_items',
      'hearing_receipts', 'silences', 'explanation_editions', 'explanation_objections', 'second_looks', 'unfoldings'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_desk_staff, ydan_jobs', t);
  end loop;
end $$;
grant insert on hearing_calendars, hearing_batches, hearings, hearing_issues, hearing_items, hearing_receipts,
  explanation_editions, explanation_objections, second_looks, unfoldings to ydan_staff;
grant insert on explanation_objections to ydan_desk_staff;
grant insert on hearing_batches, hearings, silences to ydan_jobs;

-- The printed words of an answer, what was said against them and of a second look go with the answer.
create function take_editions_too() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from texts t where t.record in (
    select n.id from explanation_editions n where n.explanation_id = old.record
    union all select b.id from explanation_objections b join explanation_editions n on n.id = b.edition_id
      where n.explanation_id = old.record
    union all select a.id from approvals a where a.subject = old.record and a.act = 'look_again');
  return null;
end $$;
create trigger editions_too after delete on texts for each row when (old.field = 'explanation')
  execute function take_editions_too();

-- Silence ends the wait for an answer; a correction opens the feedback again. Added to the function as
-- it stands, whatever other migrations have made of it.
do $$ declare
  v_old text := pg_get_functiondef('state_of(uuid)'::regprocedure);
  v_new text := replace(replace(v_old,
    'union all select entry_seq, ''erased'', null from erasures where feedback_id = p_feedback',
    'union all select s.entry_seq, ''silent'', null from silences s join evidence v on v.id = s.evidence_id
      where v.feedback_id = p_feedback
    union all select l.entry_seq, ''looked'', l.outcome from second_looks l join evidence v on v.id = l.evidence_id
      where v.feedback_id = p_feedback
    union all select entry_seq, ''erased'', null from erasures where feedback_id = p_feedback'),
    'when e.event in (''explained'', ''detached'') and v_state = ''awaiting_explanation'' then ''accepted''',
    'when e.event in (''explained'', ''detached'', ''silent'') and v_state = ''awaiting_explanation'' then ''accepted''
      when e.event = ''looked'' and e.detail = ''corrected'' and v_state in (''accepted'', ''bundled'') then ''reopened''');
begin
  if strpos(v_new, 'from silences s') = 0 or strpos(v_new, 'e.event = ''looked''') = 0 then
    raise exception 'state_of is not as expected';
  end if;
  execute v_new;
end $$;
