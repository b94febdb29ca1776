-- What other bodies have on paper about whom a record is about: number, day and issuer of the document, and
-- of petitions (đơn thư) three counts. Never a word of what stands in them. Mistakes are replaced, not mended.
create table record_references (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  record_id uuid not null references review_records,
  source text not null
    check (source in ('cell-party', 'leaders', 'committee', 'head', 'confidence', 'petitions')),
  number text not null check (number <> ''),
  dated_on date not null,
  issuer text not null check (issuer <> ''),
  received int check (received >= 0),
  settled int check (settled >= 0),
  overdue int check (overdue >= 0),
  replaces uuid unique, -- the row it corrects: of the same record and source
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null,
  unique (id, record_id, source),
  foreign key (replaces, record_id, source) references record_references (id, record_id, source),
  check (replaces <> id),
  constraint counts_of_petitions check (num_nonnulls(received, settled, overdue)
    = case source when 'petitions' then 3 else 0 end)
);
create index on record_references (record_id);

create trigger refuse_change before update or delete or truncate on record_references
  for each statement execute function refuse_change();
alter table record_references enable row level security;
create policy own on record_references to ydan_staff, ydan_desk_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy jobs on record_references for select to ydan_jobs using (true);
grant select on record_references to ydan_staff, ydan_desk_staff, ydan_jobs;
grant insert on record_references to ydan_staff;
select hide_barred('record_references', 'record_id');
