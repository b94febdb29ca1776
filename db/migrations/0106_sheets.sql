-- Papers about one record that people sign: what is prompted for the self-review (gợi ý kiểm điểm), and
-- the Front's comment before recognition. The words are in `texts`; number, day and signer come with the
-- issue, by somebody else than who drafted.
create table sheets (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  record_id uuid not null references review_records,
  kind text not null check (kind in ('prompt', 'front_comment')),
  drafted_by uuid not null,
  drafted_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on sheets (record_id);
-- What it rests on.
create table sheet_items (
  sheet_id uuid not null references sheets,
  evidence_id uuid not null references evidence,
  organisation_id uuid not null references organisations,
  position int not null check (position > 0),
  primary key (sheet_id, position),
  unique (sheet_id, evidence_id)
);
create index on sheet_items (evidence_id);
create table sheet_issues (
  sheet_id uuid primary key references sheets,
  organisation_id uuid not null references organisations,
  number text not null check (number <> ''),
  signed_on date not null,
  signer text not null check (signer <> ''),
  register_id uuid unique references register, -- the Front's own papers have a line in its book
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- Two persons stand behind each: who wrote it and who has it signed.
create function sheet_needs_two() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if (select drafted_by from sheets where id = new.sheet_id) = any (humans(new.entered_by)) then
    raise exception 'drafted and issued by one human' using errcode = '23514', constraint = 'two_humans';
  end if;
  return new;
end $$;
create trigger two_humans before insert on sheet_issues for each row execute function sheet_needs_two();

do $$ declare t text; begin
  foreach t in array array['sheets', 'sheet_items', 'sheet_issues'] loop
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
select hide_barred('sheets', 'record_id');
select hide_barred('sheet_items', 'evidence_id');

-- Their words lie with the other words, and the desk reads them: added to what stands there by now.
do $$ declare
  v_fields text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'texts_field_check');
  v_desk text := (select pg_get_expr(polqual, polrelid) from pg_policy
    where polname = 'desk_words' and polrelid = 'texts'::regclass);
begin
  alter table texts drop constraint texts_field_check;
  execute format('alter table texts add constraint texts_field_check check (%s or field = ''sheet'')',
    regexp_replace(v_fields, '^CHECK ', ''));
  execute format('alter policy desk_words on texts using (%s or field = ''sheet'')', v_desk);
end $$;
