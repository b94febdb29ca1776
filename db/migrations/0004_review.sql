-- Review: cycles, records, evidence; bundles.

create table rules (
  id uuid primary key default uuid_v7(),
  number text not null,
  issued_on date,
  issuer text not null,
  title text not null,
  valid_from date not null,
  valid_to date,
  tag text not null check (tag in ('V', 'V2', 'M', 'D')), -- how sure the fact is
  source text not null,
  unique (number, issued_on, issuer)
);

create table criteria (
  id uuid primary key default uuid_v7(),
  organisation_id uuid references organisations, -- null: national; a province adds its own
  framework text not null,
  code text not null,
  name text not null,
  ethics boolean not null default false, -- ethics and lifestyle: shown even when empty
  valid_from date not null,
  valid_to date,
  tag text not null check (tag in ('V', 'V2', 'M', 'D')),
  unique (organisation_id, framework, code)
);

create table cycles (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  name text not null check (name <> ''),
  year int not null check (year between 2000 and 2100),
  kind text not null check (kind in ('term', 'year', 'quarter', 'month', 'adhoc')),
  framework text not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  cut_off date not null,
  meeting_on date,
  unique (organisation_id, name)
);
create table cycle_closings (
  cycle_id uuid primary key references cycles,
  organisation_id uuid not null references organisations,
  closed_by uuid not null,
  closed_at timestamptz not null default now(),
  entry_seq bigint not null
);

create table exemptions (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  official_id uuid not null references officials,
  reason text not null,
  valid_from date not null,
  valid_to date
);

create table review_records (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  cycle_id uuid not null references cycles,
  official_id uuid references officials,
  collective_id uuid references organisations,
  opened_by uuid not null,
  opened_at timestamptz not null default now(),
  entry_seq bigint not null,
  check (num_nonnulls(official_id, collective_id) = 1),
  unique (cycle_id, official_id),
  unique (cycle_id, collective_id)
);

create table evidence (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  record_id uuid not null references review_records,
  feedback_id uuid not null references feedback,
  decision_id uuid not null references decisions, -- the acceptance it rests on
  summary_id uuid not null references summaries,
  criterion_id uuid references criteria,
  attached_by uuid not null,
  attached_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on evidence (record_id);
create index on evidence (feedback_id);
create table evidence_withdrawals (
  evidence_id uuid primary key references evidence,
  organisation_id uuid not null references organisations,
  withdrawn_by uuid not null,
  withdrawn_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- By the official, or entered for the official from a paper; the words are in `texts`.
create table explanations (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  evidence_id uuid not null references evidence,
  kind text not null check (kind in ('accept', 'explain', 'review-again')),
  entered_by uuid not null,
  on_behalf boolean not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on explanations (evidence_id);

create table bundles (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  record_id uuid not null references review_records,
  version int not null,
  cut_off date not null,
  reason text,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on bundles (record_id);
create table bundle_freezes (
  bundle_id uuid primary key references bundles,
  organisation_id uuid not null references organisations,
  contents bytea not null, -- canonical JSON: all that the papers and the ZIP are rebuilt from
  sources bytea not null, -- SHA-256 of what decides whether anything changed since
  agreed_by uuid not null,
  frozen_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table bundle_items (
  bundle_id uuid not null references bundle_freezes,
  evidence_id uuid not null references evidence,
  organisation_id uuid not null references organisations,
  position int not null,
  primary key (bundle_id, evidence_id)
);
-- Rendered from the freeze; kept because the desk has neither the signing key nor Typst's minutes.
create table bundle_files (
  bundle_id uuid not null references bundle_freezes,
  name text not null,
  organisation_id uuid not null references organisations,
  bytes bytea not null,
  sha256 bytea not null,
  primary key (bundle_id, name)
);

-- The state of a feedback, folded from its rows in the order of the custody log.
create function state_of(p_feedback uuid) returns text language plpgsql stable security definer
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
    union all select entry_seq, 'erased', null from erasures where feedback_id = p_feedback
    order by entry_seq
  loop
    v_state := case
      when v_state in ('erased') then v_state
      when e.event = 'erased' then 'erased'
      when e.event = 'frozen' then 'bundled'
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

create function project(p_feedback uuid) returns text language sql security definer
  set search_path = pg_catalog, public as $$
  insert into feedback_state (feedback_id, organisation_id, state, day)
    select id, organisation_id, state_of(id), day from feedback where id = p_feedback
    on conflict (feedback_id) do update set state = excluded.state
    returning state
$$;
grant execute on function state_of, project to ydan_staff, ydan_desk_staff, ydan_jobs;

do $$ declare t text; begin
  foreach t in array array['unpacked', 'feedback', 'targets', 'summaries', 'approvals', 'approval_answers', 'decisions',
      'erasures', 'review_records', 'evidence', 'evidence_withdrawals', 'explanations', 'cycle_closings', 'bundles',
      'bundle_freezes', 'bundle_items', 'bundle_files'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
  end loop;
  foreach t in array array['unpacked', 'feedback', 'targets', 'summaries', 'approvals', 'approval_answers', 'decisions',
      'erasures', 'feedback_state', 'review_records', 'evidence', 'evidence_withdrawals', 'explanations', 'cycles',
      'cycle_closings', 'exemptions', 'bundles', 'bundle_freezes', 'bundle_items', 'bundle_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
  foreach t in array array['summaries', 'approvals', 'approval_answers', 'decisions', 'erasures', 'review_records',
      'evidence', 'evidence_withdrawals', 'explanations', 'cycles', 'cycle_closings', 'exemptions', 'bundles',
      'bundle_freezes', 'bundle_items'] loop
    execute format('grant insert on %I to ydan_staff', t);
  end loop;
  foreach t in array array['targets', 'summaries', 'feedback_state', 'decisions', 'approvals', 'approval_answers', 'review_records', 'evidence',
      'evidence_withdrawals', 'explanations', 'cycles', 'cycle_closings', 'exemptions', 'bundles', 'bundle_freezes',
      'bundle_items', 'bundle_files'] loop
    execute format('grant select on %I to ydan_desk_staff', t);
  end loop;
end $$;
grant insert on unpacked, feedback, bundle_files, approval_answers to ydan_jobs;
grant insert on review_records, explanations to ydan_desk_staff;
grant select on feedback to ydan_desk_staff; -- its metadata; the words are sealed in `seals`

grant select on rules, criteria to ydan_staff, ydan_desk_staff, ydan_jobs;
grant insert on criteria to ydan_staff;
alter table criteria enable row level security;
create policy readable on criteria for select using (organisation_id is null or organisation_id = current_organisation());
create policy own on criteria for insert to ydan_staff with check (organisation_id = current_organisation());

insert into rules (number, issued_on, issuer, title, valid_from, valid_to, tag, source) values
  ('366-QĐ/TW', '2025-08-30', 'Bộ Chính trị', 'Kiểm điểm và đánh giá, xếp loại chất lượng', '2025-08-30', null, 'V', 'S1 S2 S3'),
  ('43-HD/BTCTW', '2025-10-31', 'Ban Tổ chức Trung ương', 'Hướng dẫn thực hiện Quy định 366-QĐ/TW', '2025-10-31', null, 'V', 'S4'),
  ('124-QĐ/TW', '2018-02-02', 'Ban Bí thư', 'Giám sát của Mặt trận Tổ quốc, các tổ chức chính trị – xã hội và Nhân dân đối với việc tu dưỡng, rèn luyện đạo đức, lối sống', '2018-02-02', null, 'V', 'S14, seed 003'),
  ('124-QĐ/TW', '2023-10-04', 'Bộ Chính trị', 'Kiểm điểm và đánh giá, xếp loại chất lượng', '2023-10-04', '2025-08-29', 'V', 'S6 S7'),
  ('213-QĐ/TW', '2020-01-02', 'Bộ Chính trị', 'Đảng viên đang công tác giữ mối liên hệ nơi cư trú', '2020-01-02', null, 'V', 'S10 S12'),
  ('218-QĐ/TW', '2013-12-12', 'Bộ Chính trị', 'Mặt trận Tổ quốc, đoàn thể và Nhân dân góp ý xây dựng Đảng, chính quyền', '2013-12-12', null, 'V', 'S26');

-- The general group of 366; only what the sources read names (V) or name in second hand (V2).
insert into criteria (framework, code, name, ethics, valid_from, tag) values
  ('366/2025', '1', 'Phẩm chất chính trị, đạo đức, lối sống, trách nhiệm nêu gương', true, '2025-08-30', 'V'),
  ('366/2025', '1.2', 'Tận tụy phục vụ Nhân dân', false, '2025-08-30', 'V2'),
  ('366/2025', '1.5', 'Đạo đức, lối sống trong sáng', true, '2025-08-30', 'V2'),
  ('366/2025', '1.7', 'Uy tín', false, '2025-08-30', 'V2'),
  ('366/2025', '2', 'Tư duy đổi mới, khát vọng cống hiến, dám nghĩ, dám làm', false, '2025-08-30', 'V'),
  ('366/2025', '3', 'Tự phê bình và phê bình, tự soi, tự sửa, khắc phục hạn chế', false, '2025-08-30', 'V'),
  ('366/2025', '3.1', 'Cầu thị và tiếp thu phản biện, góp ý', false, '2025-08-30', 'V2'),
  ('366/2025', '3.3', 'Khắc phục hạn chế, khuyết điểm', false, '2025-08-30', 'V2'),
  ('366/2025', '70', 'Kết quả thực hiện nhiệm vụ', false, '2025-08-30', 'V');
