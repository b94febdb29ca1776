-- After the meeting: sent back with what to add, reopened for a new rating, residents asked whether it
-- changed, a working group that reads for a time.

-- Đánh giá, kiểm điểm lại: what the next version must add.
alter table returns add column to_add text check (to_add <> '');

-- A shortcoming of an earlier time disciplined only now: one record of a closed cycle takes papers again
-- until its new outcome is typed in. What was frozen stays as it was.
create table reopenings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  record_id uuid not null references review_records,
  reason text not null check (reason <> ''),
  decided_by text not null check (decided_by <> ''), -- the body that asks for it
  document text not null check (document <> ''),
  decided_on date not null,
  approval_id uuid not null references approvals,
  asked_by uuid not null,
  agreed_by uuid not null check (agreed_by <> asked_by),
  agreed_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on reopenings (record_id);

create function is_reopened(p_record uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select exists (select from reopenings r where r.record_id = p_record and not exists (
    select from outcomes o join bundles b on b.id = o.bundle_id
      where b.record_id = p_record and o.entry_seq > r.entry_seq))
$$;
grant execute on function is_reopened to ydan_staff, ydan_desk_staff, ydan_jobs;

-- Each sender is asked once for each remedy; what they answer is an act of the thread.
create table remedy_asks (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  remedy_id uuid not null references remedies,
  feedback_id uuid not null references feedback,
  reply_id uuid not null unique references replies,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (remedy_id, feedback_id)
);
create index on remedy_asks (feedback_id);

-- Tổ công tác: named by a decision, reads the bundles of a cycle from-to by links of its members.
create table working_groups (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  cycle_id uuid not null references cycles,
  name text not null check (name <> ''),
  document text not null check (document <> ''),
  decided_on date not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on working_groups (cycle_id);
create table working_group_links (
  link_id uuid primary key references reader_links,
  group_id uuid not null references working_groups,
  organisation_id uuid not null references organisations
);
create index on working_group_links (group_id);

do $$ declare t text; begin
  foreach t in array array['reopenings', 'remedy_asks', 'working_groups', 'working_group_links'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I for select to ydan_jobs using (true)', t);
    execute format('grant select, insert on %I to ydan_staff', t);
    execute format('grant select on %I to ydan_jobs', t);
  end loop;
end $$;
grant select on reopenings to ydan_desk_staff;
select hide_barred('reopenings', 'record_id');
select hide_barred('remedy_asks', 'feedback_id');
