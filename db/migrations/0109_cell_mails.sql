-- Where a cell's one-time link may be mailed: an address for each organisation, typed by its own
-- administrator (people.mail is the person's and would let one organisation lead another's link away).
create table cell_mails (
  organisation_id uuid not null references organisations,
  person_id uuid not null references people,
  mail text not null check (mail ~ '^[^\s@<>,;:"]{1,64}@[A-Za-z0-9.-]{1,250}$'),
  set_by uuid not null references people,
  set_at timestamptz not null default now(),
  primary key (organisation_id, person_id)
);

-- What became of a link that was mailed.
create table cell_link_mailings (
  link_id uuid primary key references cell_links on delete cascade,
  organisation_id uuid not null references organisations,
  outcome text not null check (outcome in ('sent', 'unsure', 'retry', 'refused')),
  reason text,
  tried_at timestamptz not null default now()
);

alter table cell_mails enable row level security;
alter table cell_link_mailings enable row level security;
create policy own on cell_mails to ydan_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy typing on cell_mails as restrictive for insert to ydan_staff
  with check (set_by = current_person() and acts_as(array['admin']));
create policy retyping on cell_mails as restrictive for update to ydan_staff
  using (acts_as(array['admin'])) with check (set_by = current_person());
create policy forgetting on cell_mails as restrictive for delete to ydan_staff using (acts_as(array['admin']));
create policy jobs on cell_mails to ydan_jobs using (true);
create policy own on cell_link_mailings for select to ydan_staff using (organisation_id = current_organisation());
create policy jobs on cell_link_mailings to ydan_jobs using (true) with check (true);
grant select, insert, update, delete on cell_mails to ydan_staff;
grant select, delete on cell_mails to ydan_jobs; -- when the role ended
grant select on cell_link_mailings to ydan_staff;
grant select, insert on cell_link_mailings to ydan_jobs;
-- The job that mails a link makes it, so that its secret is written down nowhere.
grant insert on cell_links to ydan_jobs;
