-- The office and the meeting: what becomes of a bundle after its freeze, each step a row.

-- Only a paper that the Front numbered, signed and had receipted has been handed over.
create table handovers (
  bundle_id uuid primary key references bundle_freezes,
  organisation_id uuid not null references organisations,
  number text not null check (number <> ''), -- số đi
  signed_on date not null,
  signer text not null check (signer <> ''),
  receiver text not null check (receiver <> ''),
  receipt text not null check (receipt <> ''), -- biên bản giao nhận: number and day
  scan_type text not null check (scan_type in ('application/pdf', 'image/jpeg', 'image/png')),
  scan bytea not null check (octet_length(scan) between 1 and 20971520),
  scan_sha256 bytea not null check (octet_length(scan_sha256) = 32),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- A meeting took the bundle up; the minutes are elsewhere, this is where.
create table consultations (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  bundle_id uuid not null references handovers,
  meeting text not null check (meeting <> ''),
  place text not null check (place <> ''),
  held_on date not null,
  minutes text not null check (minutes <> ''),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on consultations (bundle_id);

-- Sent back with a reason: the next version answers it.
create table returns (
  bundle_id uuid primary key references bundle_freezes,
  organisation_id uuid not null references organisations,
  reason text not null check (reason <> ''),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- What the competent body decided, copied from its paper and never computed. The last row stands.
create table outcomes (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  bundle_id uuid not null references handovers,
  level text not null check (level <> ''),
  decided_by text not null check (decided_by <> ''),
  document text not null check (document <> ''),
  decided_on date not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on outcomes (bundle_id);

-- Shortcomings to be put right, and that they were.
create table remedies (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  record_id uuid not null references review_records,
  shortcoming text not null check (shortcoming <> ''),
  measure text not null check (measure <> ''),
  due_on date not null,
  responsible text not null check (responsible <> ''),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on remedies (record_id);
create table remedy_completions (
  remedy_id uuid primary key references remedies,
  organisation_id uuid not null references organisations,
  done_on date not null,
  proof text not null check (proof <> ''),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- Who opened what of a bundle, and when.
create table openings (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  bundle_id uuid not null references bundle_freezes,
  person_id uuid not null references people,
  what text not null check (what ~ '^[a-z][a-z-]{0,19}$'), -- screen, projector, scan, or a file's name
  opened_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on openings (bundle_id, opened_at);

-- One link a named member of the meeting; it opens on one device, from-to, until it is ended.
create table reader_links (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  name text not null check (name <> ''),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  valid_from timestamptz not null,
  valid_to timestamptz not null check (valid_to > valid_from),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table reader_link_bundles (
  link_id uuid not null references reader_links,
  bundle_id uuid not null references bundle_freezes,
  organisation_id uuid not null references organisations,
  primary key (link_id, bundle_id)
);
create index on reader_link_bundles (bundle_id);
create table reader_link_uses (
  link_id uuid primary key references reader_links,
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  device_hash bytea not null check (octet_length(device_hash) = 32),
  used_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table reader_link_endings (
  link_id uuid primary key references reader_links,
  organisation_id uuid not null references organisations,
  ended_by uuid not null,
  ended_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- A whole cycle asked for at once; its records are frozen one by one, each with its result.
create table batches (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  cycle_id uuid not null references cycles,
  cut_off date not null,
  reason text,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on batches (cycle_id);
create table batch_records (
  batch_id uuid not null references batches,
  record_id uuid not null references review_records,
  organisation_id uuid not null references organisations,
  result text not null check (result in ('frozen', 'unchanged', 'empty', 'exempt', 'refused')),
  bundle_id uuid references bundles,
  note text, -- why it was refused
  at timestamptz not null default now(),
  primary key (batch_id, record_id),
  check ((result in ('frozen', 'unchanged')) = (bundle_id is not null))
);

-- The nine slots of the evaluation file (domain guide 3.11), as somebody marked them. The last row stands.
create table slot_marks (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  record_id uuid not null references review_records,
  slot int not null check (slot between 1 and 9),
  state text not null check (state in ('here', 'missing', 'paper', 'none')),
  reference text not null default '',
  marked_by uuid not null,
  marked_at timestamptz not null default now(),
  entry_seq bigint not null,
  check (state <> 'paper' or reference <> '')
);
create index on slot_marks (record_id);

-- The database was brought back from an older copy than the checkpoints kept outside know of.
create table restorations (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  reason text not null check (reason <> ''),
  entries bigint not null, -- in the log that was brought back
  known bigint not null, -- in the newest checkpoint outside
  restored_at timestamptz not null default now(),
  entry_seq bigint not null
);

do $$ declare t text; begin
  foreach t in array array['handovers', 'consultations', 'returns', 'outcomes', 'remedies', 'remedy_completions', 'openings',
      'reader_links', 'reader_link_bundles', 'reader_link_uses', 'reader_link_endings', 'batches', 'batch_records',
      'slot_marks', 'restorations'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I for select to ydan_jobs using (true)', t);
  end loop;
  foreach t in array array['handovers', 'consultations', 'returns', 'outcomes', 'remedies', 'remedy_completions', 'openings',
      'reader_link_bundles', 'reader_link_uses', 'reader_link_endings', 'batches', 'batch_records', 'slot_marks',
      'restorations'] loop
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
  foreach t in array array['handovers', 'consultations', 'returns', 'outcomes', 'remedies', 'remedy_completions', 'openings',
      'reader_links', 'reader_link_bundles', 'reader_link_endings', 'batches', 'batch_records', 'slot_marks'] loop
    execute format('grant insert on %I to ydan_staff', t);
  end loop;
  foreach t in array array['handovers', 'consultations', 'returns', 'outcomes', 'remedies', 'remedy_completions'] loop
    execute format('grant select on %I to ydan_desk_staff', t);
  end loop;
  -- A link is opened before anybody is signed in: the role itself is the boundary.
  foreach t in array array['reader_links', 'reader_link_bundles', 'reader_link_uses', 'reader_link_endings'] loop
    execute format('create policy opening on %I to ydan_signin using (true) with check (true)', t);
    execute format('grant select on %I to ydan_signin', t);
  end loop;
end $$;
grant select (id, organisation_id, name, valid_from, valid_to, made_by, made_at, entry_seq) on reader_links to ydan_staff;
grant insert on reader_link_uses to ydan_signin;
grant select, insert on openings to ydan_desk_staff;

-- What ends by itself (a meeting's reader) may be ended sooner, once; nothing else is rewritten.
create or replace function refuse_membership_rewrite() returns trigger language plpgsql as $$
begin
  if old.ended_by is not null or new.valid_to is null or coalesce(old.valid_to <= clock_timestamp(), false)
    or coalesce(new.valid_to > old.valid_to, false)
    or (to_jsonb(new) - array['valid_to', 'ended_by']) is distinct from (to_jsonb(old) - array['valid_to', 'ended_by']) then
    raise exception 'a membership is ended, not rewritten' using errcode = '42501';
  end if;
  return new;
end $$;

-- Ends what a reader's link gave. Whoever may end links need not be one who may change roles.
create function end_reader(p_link uuid) returns void language sql security definer set search_path = pg_catalog, public as $$
  update memberships m set valid_to = clock_timestamp(), ended_by = current_person()
    from reader_link_uses u where u.link_id = p_link and u.organisation_id = current_organisation()
      and m.person_id = u.person_id and m.role = 'reader' and m.ended_by is null and m.valid_to > clock_timestamp()
$$;
grant execute on function end_reader to ydan_staff;

-- As before, and: a meeting considers what lies in its bundle; an outcome closes it.
create or replace function state_of(p_feedback uuid) returns text language plpgsql stable security definer
  set search_path = pg_catalog, public as $$
declare
  v_state text := 'received';
  v_thread uuid;
  e record;
begin
  select thread_id into v_thread from feedback where id = p_feedback;
  for e in
    select entry_seq, 'summary' as event, null as detail from summaries where feedback_id = p_feedback
    union all select entry_seq, 'asked', act from approvals where subject = p_feedback
    union all select entry_seq, 'verdict', verdict from decisions where feedback_id = p_feedback
    union all select entry_seq, 'letter', null from letters where thread_id = v_thread and not first
    union all select entry_seq, 'sender', act from sender_acts where thread_id = v_thread
    union all select v.entry_seq, 'attached', d.polarity from evidence v join decisions d on d.id = v.decision_id
      where v.feedback_id = p_feedback
    union all select x.entry_seq, 'explained', x.kind from explanations x join evidence v on v.id = x.evidence_id
      where v.feedback_id = p_feedback
    union all select w.entry_seq, 'detached', null from evidence_withdrawals w join evidence v on v.id = w.evidence_id
      where v.feedback_id = p_feedback
    union all select f.entry_seq, 'frozen', null from bundle_items i join bundle_freezes f on f.bundle_id = i.bundle_id
      join evidence v on v.id = i.evidence_id where v.feedback_id = p_feedback
    union all select c.entry_seq, 'considered', null from bundle_items i join consultations c on c.bundle_id = i.bundle_id
      join evidence v on v.id = i.evidence_id where v.feedback_id = p_feedback
    union all select o.entry_seq, 'closed', null from bundle_items i join outcomes o on o.bundle_id = i.bundle_id
      join evidence v on v.id = i.evidence_id where v.feedback_id = p_feedback
    union all select entry_seq, 'erased', null from erasures where feedback_id = p_feedback
    order by entry_seq
  loop
    v_state := case
      when v_state in ('erased') then v_state
      when e.event = 'erased' then 'erased'
      when e.event = 'frozen' then 'bundled'
      when e.event = 'considered' and v_state = 'bundled' then 'considered'
      when e.event = 'closed' and v_state = 'considered' then 'closed'
      when e.event = 'verdict' then case e.detail
        when 'accept' then 'accepted' when 'not_accept' then 'not_accepted' when 'ask' then 'needs_info'
        when 'reject' then 'rejected' when 'divert' then 'diverted' when 'forward' then 'forwarded'
        else 'merged' end
      when e.event in ('summary', 'asked') and v_state in ('received', 'needs_info', 'reopened') then 'screening'
      when e.event = 'letter' and v_state = 'needs_info' then 'screening'
      when e.event = 'sender' and e.detail = 'withdraw'
        and v_state not in ('bundled', 'considered', 'closed', 'diverted') then 'withdrawn'
      when e.event = 'sender' and e.detail in ('exposes-me', 'wrong-meaning')
        and v_state in ('accepted', 'awaiting_explanation') then 'screening'
      when e.event = 'sender' and e.detail = 'reopen'
        and v_state in ('not_accepted', 'rejected', 'merged', 'forwarded', 'closed', 'considered') then 'reopened'
      when e.event = 'attached' and e.detail in ('negative', 'mixed') and v_state = 'accepted' then 'awaiting_explanation'
      when e.event in ('explained', 'detached') and v_state = 'awaiting_explanation' then 'accepted'
      else v_state end;
  end loop;
  return v_state;
end $$;
