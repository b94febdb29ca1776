-- What senders ask for about their own data by their receipt, and for how long things are kept.

create table requests (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  thread_id uuid not null references threads,
  kind text not null check (kind in ('view', 'correct', 'restrict', 'withdraw', 'erase')),
  day date not null,
  entry_seq bigint not null
);
create index on requests (thread_id);
create index on requests (organisation_id, day);

-- 'noted' answers in time and says when the rest is done; any other ends the request. What the
-- sender reads is the reply.
create table request_answers (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  request_id uuid not null references requests,
  outcome text not null check (outcome in ('noted', 'done', 'partly', 'refused')),
  reply_id uuid not null references replies,
  answered_by uuid not null,
  answered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on request_answers (request_id);
create unique index on request_answers (request_id) where outcome <> 'noted';

-- How long until something is done or destroyed, from a day on, with how sure the figure is. The
-- newest valid row counts; without one the figure the program came with does.
create table terms (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  name text not null check (name in ('request-reply', 'request-view', 'request-correct', 'request-restrict',
    'request-withdraw', 'request-erase', 'keep-rejected', 'keep-not-accepted', 'keep-withdrawn', 'keep-identity')),
  amount int not null check (amount between 1 and 3650),
  tag text not null check (tag in ('V', 'V2', 'M', 'D')),
  source text not null check (source <> ''),
  valid_from date not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on terms (organisation_id, name);

-- Whether a sender's request keeps a feedback inside moderation: while it is open, and for good once
-- a restriction was agreed to.
create function held_by_request(p_feedback uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select exists (select from requests r join feedback f using (thread_id)
    left join request_answers a on a.request_id = r.id and a.outcome <> 'noted'
    where f.id = p_feedback and r.kind in ('restrict', 'withdraw', 'erase')
      and (a.id is null or (r.kind = 'restrict' and a.outcome = 'done')))
$$;
grant execute on function held_by_request to ydan_staff, ydan_desk_staff, ydan_jobs;

-- Whether a contact, a name or a mail as it came is still kept of a thread, for staff who see neither.
create function kept_beside(p_thread uuid) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  select jsonb_build_object(
    'contact', exists (select from seals s where s.record = t.id and s.field = 'route'),
    'identity', exists (select from letters l cross join unnest(array['identity', 'raw']) as apart (name)
      join seals s on s.record = sealed_apart(l.id, apart.name) where l.thread_id = t.id))
  from threads t where t.id = p_thread and (current_organisation() is null or t.organisation_id = current_organisation())
$$;
revoke execute on function kept_beside from public;
grant execute on function kept_beside to ydan_staff;

-- A request by whoever holds the receipt; one of a kind is open at a time, so that a second press is
-- no second request. False when there is no such thread.
create function door.request(p_receipt_hash bytea, p_kind text) returns boolean language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  v_thread threads%rowtype;
  v_id uuid := gen_random_uuid();
begin
  select * into v_thread from threads where receipt_hash = p_receipt_hash;
  if not found or door.gone(v_thread.id) then return false; end if;
  perform 1 from custody_heads where organisation_id = v_thread.organisation_id for update;
  if exists (select from requests r where r.thread_id = v_thread.id and r.kind = p_kind and not exists (
      select from request_answers a where a.request_id = r.id and a.outcome <> 'noted')) then
    return true;
  end if;
  insert into requests values (v_id, v_thread.organisation_id, v_thread.id, p_kind, today(),
    custody_append(v_thread.organisation_id, 'request.made', v_id, v_thread.id, p_reason => p_kind, p_by_sender => true));
  return true;
end $$;

-- What the holder of a receipt agreed to, in which words, and what was asked for since.
create function door.rights(p_receipt_hash bytea) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  select jsonb_build_object(
    'consents', coalesce((select jsonb_agg(jsonb_build_object('purpose', c.purpose, 'version', c.text_version, 'day', c.day)
      order by array_position(array['processing', 'record', 'contact'], c.purpose)) from consents c where c.thread_id = t.id), '[]'),
    'requests', coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'day', r.day,
        'outcome', (select a.outcome from request_answers a where a.request_id = r.id order by a.entry_seq desc limit 1))
      order by r.entry_seq) from requests r where r.thread_id = t.id), '[]'))
  from threads t where t.receipt_hash = p_receipt_hash and not door.gone(t.id)
$$;
grant execute on function door.request, door.rights to ydan_door;

do $$ declare t text; begin
  foreach t in array array['requests', 'request_answers', 'terms'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
end $$;
grant insert on request_answers, terms to ydan_staff;
select hide_barred('requests', 'thread_id');
