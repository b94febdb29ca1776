-- What the Party cell where somebody lives says of them once a year (nhận xét nơi cư trú). A round is
-- one cell asked in one cycle; without one, nobody there was asked.
create table residence_rounds (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  cycle_id uuid not null references cycles,
  area_code text not null references areas,
  due_on date not null,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (cycle_id, area_code)
);
create index on residence_rounds (area_code);

-- That the cell committee met the Front's committee there; who was present lies in `texts`. A later
-- row corrects an earlier one.
create table residence_meetings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  round_id uuid not null references residence_rounds,
  held_on date not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on residence_meetings (round_id);

-- The half-yearly meetings with members living there, and which of them came; the last row of a day counts.
create table residence_gatherings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  round_id uuid not null references residence_rounds,
  held_on date not null,
  present uuid[] not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on residence_gatherings (round_id);

-- An evening's work before anybody signs: 0 is not answered. Not evidence, so it may change.
create table residence_drafts (
  round_id uuid not null references residence_rounds,
  official_id uuid not null references officials,
  organisation_id uuid not null references organisations,
  answers smallint[] not null check (cardinality(answers) = 6 and 0 <= all (answers) and 3 >= all (answers)),
  note text not null default '' check (char_length(note) <= 1000),
  version int not null default 1,
  saved_by uuid not null,
  saved_at timestamptz not null default now(),
  primary key (round_id, official_id)
);

-- A signed sheet. Its answers lie in `texts`; a later version replaces it and leaves it where it is.
create table residence_comments (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  round_id uuid not null references residence_rounds,
  official_id uuid not null references officials,
  version int not null check (version > 0),
  form text not null check (form in ('full', 'short')),
  source text not null check (source in ('cell', 'portal')),
  meeting_id uuid references residence_meetings,
  commented_on date not null,
  number text, -- of the signed paper from the national portal
  applied_by text check (applied_by in ('member', 'workplace', 'other')),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (round_id, official_id, version),
  check ((source = 'cell') = (meeting_id is not null)),
  check ((source = 'portal') = (number is not null and applied_by is not null))
);
create index on residence_comments (official_id);

-- XÁC NHẬN CỦA ĐẢNG ỦY XÃ, PHƯỜNG. What comes signed from the portal needs none.
create table residence_confirmations (
  comment_id uuid primary key references residence_comments,
  organisation_id uuid not null references organisations,
  confirmed_on date not null,
  signer text not null check (signer <> ''),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table residence_papers (
  comment_id uuid primary key references residence_comments,
  organisation_id uuid not null references organisations,
  bytes bytea not null check (octet_length(bytes) <= 10485760),
  sha256 bytea not null check (octet_length(sha256) = 32)
);

do $$ declare t text; begin
  foreach t in array array['residence_rounds', 'residence_meetings', 'residence_gatherings', 'residence_comments',
      'residence_confirmations', 'residence_papers'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
  end loop;
  foreach t in array array['residence_rounds', 'residence_meetings', 'residence_gatherings', 'residence_drafts',
      'residence_comments', 'residence_confirmations', 'residence_papers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I for select to ydan_jobs using (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_desk_staff, ydan_jobs', t);
  end loop;
end $$;
grant insert on residence_rounds, residence_confirmations to ydan_staff;
grant insert on residence_meetings, residence_gatherings, residence_comments, residence_papers to ydan_staff, ydan_desk_staff;
grant insert, update on residence_drafts to ydan_staff, ydan_desk_staff;

-- One more kind of words; added to whatever list of them there is.
do $$ declare v_check text; begin
  select pg_get_constraintdef(oid) into v_check from pg_constraint
    where conrelid = 'texts'::regclass and conname = 'texts_field_check';
  v_check := replace(v_check, '''summary''::text', '''summary''::text, ''residence''::text');
  if strpos(v_check, 'residence') = 0 then raise exception 'the kinds of words are not as expected'; end if;
  alter table texts drop constraint texts_field_check;
  execute 'alter table texts add constraint texts_field_check ' || v_check;
end $$;
alter policy desk_words on texts
  using (field in ('summary', 'explanation', 'residence')) with check (field in ('explanation', 'residence'));
