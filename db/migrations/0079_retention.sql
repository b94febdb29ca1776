-- What was destroyed because its time was over. The reply that says so outlives the letter.
create table retention_endings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  term text not null check (term in ('keep-rejected', 'keep-not-accepted', 'keep-withdrawn')),
  reply_id uuid not null references replies,
  day date not null default today(),
  entry_seq bigint not null
);
create index on retention_endings (feedback_id);

-- When something personal leaked or was lost: the clock runs from `detected_at`.
create table incidents (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  detected_at timestamptz not null,
  what text not null check (what <> ''),
  whom text not null check (whom <> ''),
  measures text not null check (measures <> ''),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table incident_notices (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  incident_id uuid not null references incidents,
  authority text not null check (authority <> ''),
  number text,
  sent_on date not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on incident_notices (incident_id);

-- The last day on which something happened to a feedback: what is kept for a time is kept from then.
create function last_activity(p_feedback uuid) returns date language sql stable security definer
  set search_path = pg_catalog, public as $$
  select greatest(
    (select max(l.day) from letters l where l.thread_id = f.thread_id),
    (select max(a.day) from sender_acts a where a.thread_id = f.thread_id),
    (select max(q.day) from requests q where q.thread_id = f.thread_id),
    (select max(r.day) from replies r where r.thread_id = f.thread_id),
    (select max((d.decided_at at time zone 'Asia/Ho_Chi_Minh')::date) from decisions d
      where f.id in (d.feedback_id, d.into_feedback)),
    (select max((m.agreed_at at time zone 'Asia/Ho_Chi_Minh')::date) from demands m where m.feedback_id = f.id),
    f.day)
  from feedback f where f.id = p_feedback
$$;

-- Why a feedback may not be destroyed yet: an approval, a request or a demand about it is open, or
-- it shares its thread with one that goes on.
create function kept_open(p_feedback uuid) returns text language sql stable security definer
  set search_path = pg_catalog, public as $$
  select case
    when exists (select from approvals a left join approval_answers x on x.approval_id = a.id
      where a.subject in (select p_feedback union select id from releases where feedback_id = p_feedback)
        and x.approval_id is null) then 'approval'
    when exists (select from requests r join feedback f using (thread_id) where f.id = p_feedback and not exists (
      select from request_answers a where a.request_id = r.id and a.outcome <> 'noted')) then 'request'
    when exists (select from demands m where m.feedback_id = p_feedback and m.agreed_at > now() - interval '10 days')
      then 'demand'
    when exists (select from feedback f join feedback o using (thread_id) join feedback_state s on s.feedback_id = o.id
      where f.id = p_feedback and s.state not in ('rejected', 'not_accepted', 'withdrawn', 'erased')) then 'thread'
  end
$$;
grant execute on function last_activity, kept_open to ydan_staff, ydan_jobs;

-- Takes the head of a log before looking: whatever a sender did is in before this, or comes after.
create function lock_log(p_organisation uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  perform 1 from custody_heads where organisation_id = p_organisation for update;
end $$;
revoke execute on function lock_log from public;
grant execute on function lock_log to ydan_jobs;

do $$ declare t text; begin
  foreach t in array array['retention_endings', 'incidents', 'incident_notices'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
end $$;
grant insert on incidents, incident_notices to ydan_staff;
grant insert on retention_endings to ydan_jobs;
select hide_barred('retention_endings', 'feedback_id');
