-- Safe copies of what came with a letter, black boxes over them, what two persons release, and
-- bundles in parts: with attachments they outgrow one row.

create table safe_copies (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  attachment_id uuid not null references attachments,
  version int not null check (version > 0),
  tool text not null, -- which programs made it, with their versions
  refusal text check (refusal in ('broken', 'encrypted', 'too_large', 'too_heavy', 'sound', 'unknown')),
  pages int not null, -- in this copy
  pages_in_all int not null check (pages_in_all >= pages), -- in the original
  boxes int not null default 0, -- black boxes drawn for this version
  day date not null default today(),
  made_by uuid references people, -- nobody: the console itself
  entry_seq bigint not null,
  unique (attachment_id, version),
  check ((refusal is null) = (pages > 0))
);

-- One picture of a copy. Its bytes lie in `seals` under `record`; versions share what they share.
create table safe_copy_pages (
  copy_id uuid not null references safe_copies,
  position int not null check (position > 0),
  organisation_id uuid not null references organisations,
  record uuid not null,
  type text not null check (type = 'image/jpeg'),
  width int not null,
  height int not null,
  size int not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'), -- salted; the salt is sealed with the bytes
  primary key (copy_id, position)
);
create index on safe_copy_pages (record);

-- What two persons let out of moderation: words of the letter as they stand, or a copy of a file.
-- The words, or sizes and hashes of the pages, lie in `texts`.
create table releases (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  attachment_id uuid references attachments,
  copy_id uuid references safe_copies,
  approval_id uuid not null references approvals,
  asked_by uuid not null references people,
  agreed_by uuid not null references people check (agreed_by <> asked_by),
  agreed_at timestamptz not null default now(),
  entry_seq bigint not null,
  check ((attachment_id is null) = (copy_id is null))
);
create index on releases (feedback_id);
create index on approvals ((payload ->> 'feedback')) where act = 'release';
create table release_withdrawals (
  release_id uuid primary key references releases,
  organisation_id uuid not null references organisations,
  reason text not null,
  withdrawn_by uuid not null references people,
  withdrawn_at timestamptz not null default now(),
  entry_seq bigint not null
);

alter table texts drop constraint texts_field_check;
alter table texts add constraint texts_field_check
  check (field in ('summary', 'explanation', 'note', 'reason', 'verbatim', 'pages'));

-- A file of a bundle too large for one row lies in parts; `build` names those that belong together.
create table bundle_parts (
  bundle_id uuid not null references bundle_freezes,
  name text not null,
  build bytea not null check (octet_length(build) = 32),
  position int not null,
  organisation_id uuid not null references organisations,
  bytes bytea not null,
  primary key (bundle_id, name, build, position)
);
alter table bundle_files add column build bytea check (octet_length(build) = 32), add column size bigint;

-- A copy lives only as long as its original: whoever adds one holds the original's key still.
create function original_must_be_there() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  perform 1 from data_keys k join safe_copies c on c.attachment_id = k.record
    where c.id = new.copy_id and k.recipient = 'letter' for share of k;
  if not found then
    raise exception 'a copy of what is gone' using errcode = '23503';
  end if;
  return new;
end $$;
create trigger original_there before insert on safe_copy_pages
  for each row execute function original_must_be_there();

-- Erasure of a file takes its copies and what was released of it; of the working words, the words released.
create function take_copies_too() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare v_pages uuid[] := '{}';
begin
  if old.recipient <> 'letter' then return null; end if;
  delete from texts where record in (select id from releases where attachment_id = old.record)
    or record in (select id from releases where feedback_id = old.record and attachment_id is null);
  select coalesce(array_agg(distinct p.record), '{}') into v_pages from safe_copy_pages p
    join safe_copies c on c.id = p.copy_id where c.attachment_id = old.record;
  -- Words that wait, or waited, for a lead's agreement.
  v_pages := v_pages || array(select (payload ->> 'release')::uuid from approvals
    where act = 'release' and payload ->> 'feedback' = old.record::text and not payload ? 'attachment');
  if cardinality(v_pages) > 0 then
    delete from seals where record = any (v_pages);
    delete from data_keys where record = any (v_pages);
  end if;
  return null;
end $$;
create trigger copies_too after delete on data_keys for each row execute function take_copies_too();

-- Whoever makes the copies hears that a letter with files was unpacked.
create function tell_copying() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if exists (select from attachments where letter_id = new.letter_id) then
    perform pg_notify('attachments', '');
  end if;
  return null;
end $$;
create trigger tell_copying after insert on unpacked for each row execute function tell_copying();

do $$ declare t text; begin
  foreach t in array array['safe_copies', 'safe_copy_pages', 'releases', 'release_withdrawals', 'bundle_parts'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
end $$;
grant insert on safe_copies, safe_copy_pages to ydan_staff, ydan_jobs;
grant insert on releases, release_withdrawals to ydan_staff;
grant insert on bundle_parts to ydan_jobs;
grant select on bundle_parts to ydan_desk_staff;
-- What hangs on a feedback is seen by who sees the feedback.
create policy seen on approvals as restrictive for select to ydan_staff
  using (act <> 'release' or exists (select from feedback f where f.id = (payload ->> 'feedback')::uuid));
create policy seen on safe_copy_pages as restrictive for select to ydan_staff
  using (exists (select from safe_copies c where c.id = copy_id));
create policy seen on release_withdrawals as restrictive for select to ydan_staff
  using (exists (select from releases r where r.id = release_id));
