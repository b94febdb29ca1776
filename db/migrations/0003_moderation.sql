-- Moderation: one feedback per matter, and everything that happened to it as rows.

-- A letter without a row here is the queue of the unpacker.
create table unpacked (
  letter_id uuid primary key references letters,
  organisation_id uuid not null references organisations,
  feedback_id uuid not null,
  day date not null default today()
);

create table feedback (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  thread_id uuid not null references threads,
  area_code text not null references areas,
  channel text not null,
  kind text not null check (kind in ('comment', 'praise', 'report')),
  use text not null check (use in ('record', 'front-only')),
  observed_on text check (observed_on ~ '^\d{4}-\d{2}(-\d{2})?$'),
  place text check (place in ('residence', 'workplace', 'other')),
  day date not null,
  proof boolean not null,
  held boolean not null
);
alter table unpacked add foreign key (feedback_id) references feedback deferrable initially deferred;
create index on feedback (thread_id);
create index on feedback (organisation_id, day desc, id desc);

-- The running number of a feedback for one official or collective (or, untargeted, for the
-- organisation itself), given once, for life: the proof that nothing was left out.
create table running_numbers (
  subject uuid primary key,
  last bigint not null
);
create table targets (
  feedback_id uuid not null references feedback,
  subject uuid not null,
  subject_kind text not null check (subject_kind in ('official', 'collective', 'organisation')),
  organisation_id uuid not null references organisations,
  number bigint not null,
  entry_seq bigint not null,
  primary key (feedback_id, subject),
  unique (subject, number)
);

-- Gives a feedback its running number for a subject, once; a repeat answers the same number.
create function assign_number(p_feedback uuid, p_subject uuid, p_subject_kind text)
returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_number bigint;
  v_organisation uuid;
begin
  select number into v_number from targets where feedback_id = p_feedback and subject = p_subject;
  if found then return v_number; end if;
  select organisation_id into strict v_organisation from feedback where id = p_feedback;
  -- The log's head first: whoever numbers several subjects would otherwise deadlock with another.
  perform 1 from custody_heads where organisation_id = v_organisation for update;
  insert into running_numbers as r (subject, last) values (p_subject, 1)
    on conflict (subject) do update set last = r.last + 1 returning last into v_number;
  insert into targets values (p_feedback, p_subject, p_subject_kind, v_organisation, v_number,
    custody_append(v_organisation, 'feedback.numbered', p_feedback, p_subject, v_number));
  return v_number;
end $$;
grant execute on function assign_number to ydan_staff, ydan_jobs;

create table summaries (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  version int not null,
  written_by uuid not null,
  written_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (feedback_id, version)
);

-- Acts that need two persons. The ask is a row, the answer another.
create table approvals (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  act text not null,
  subject uuid not null, -- the feedback, bundle, person … it is about
  payload jsonb not null,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  entry_seq bigint not null
);
create index on approvals (subject);
create table approval_answers (
  approval_id uuid primary key references approvals,
  organisation_id uuid not null references organisations,
  outcome text not null check (outcome in ('agreed', 'declined', 'returned')),
  answered_by uuid, -- nobody when it went back to the asker by itself
  note text,
  answered_at timestamptz not null default now(),
  entry_seq bigint not null
);

create table decisions (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  verdict text not null check (verdict in ('accept', 'not_accept', 'ask', 'reject', 'divert', 'forward', 'merge')),
  reason text,
  standing text check (standing in ('said', 'several', 'confirmed', 'documented')),
  polarity text check (polarity in ('positive', 'negative', 'mixed')),
  topic text,
  officials uuid[] not null default '{}',
  collectives uuid[] not null default '{}',
  summary_id uuid references summaries,
  into_feedback uuid references feedback,
  approval_id uuid references approvals,
  asked_by uuid not null,
  agreed_by uuid check (agreed_by <> asked_by),
  decided_at timestamptz not null default now(),
  entry_seq bigint not null,
  check (verdict <> 'accept' or (summary_id is not null and topic is not null and standing is not null
    and polarity is not null and cardinality(officials) + cardinality(collectives) > 0)),
  check (verdict <> 'merge' or into_feedback is not null)
);
create index on decisions (feedback_id);

create table erasures (
  feedback_id uuid primary key references feedback,
  organisation_id uuid not null references organisations,
  reason text not null,
  asked_by uuid not null,
  agreed_by uuid check (agreed_by <> asked_by),
  erased_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- The projection of the rows; `project` keeps it, a test rebuilds and compares.
create table feedback_state (
  feedback_id uuid primary key references feedback,
  organisation_id uuid not null references organisations,
  state text not null check (state in ('received', 'screening', 'needs_info', 'awaiting_explanation', 'accepted',
    'not_accepted', 'rejected', 'diverted', 'forwarded', 'merged', 'withdrawn', 'erased', 'bundled',
    'considered', 'closed', 'reopened')),
  day date not null -- of the letter: the queue sorts by (day, id)
);
create index on feedback_state (organisation_id, state, day desc, feedback_id desc);
