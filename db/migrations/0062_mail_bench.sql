-- What staff see of mail, and tests of a channel by the staff themselves.

-- A mail read again in a charset that a moderator chose, because the mail named a wrong one or none.
-- Each reading is a new version; its words are sealed with the letter (`seals`, field `reading/N`).
create table rereadings (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  letter_id uuid not null references letters,
  feedback_id uuid not null references feedback,
  version int not null check (version > 0),
  charset text not null check (charset ~ '^[a-z0-9-]{1,20}$'),
  read_by uuid not null,
  read_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (letter_id, version)
);
create index on rereadings (feedback_id);

-- A word that staff type into a channel of their own to see whether it arrives. Good for a day.
create table trials (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations,
  word text not null check (word ~ '^\d{4}-\d{4}$'),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on trials (word);

-- Where such a word arrived. The letter that carried it was shredded at once and is no feedback: it
-- has this row instead of one in `unpacked`, and both are in the log. A chat leaves no letter at all.
create table trial_arrivals (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  trial_id uuid not null references trials,
  channel text not null,
  letter_id uuid unique references letters,
  day date not null default today(),
  entry_seq bigint not null
);
create index on trial_arrivals (trial_id);

do $$ declare t text; begin
  foreach t in array array['rereadings', 'trials', 'trial_arrivals'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('grant select on %I to ydan_staff', t);
  end loop;
  foreach t in array array['rereadings', 'trials', 'trial_arrivals'] loop
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_jobs', t);
  end loop;
end $$;
grant insert on rereadings, trials to ydan_staff;
grant insert on trial_arrivals to ydan_jobs;
