-- Who manages an official (diện quản lý), up to which tier this deployment may be used, and where an
-- official is reviewed besides the posts held and the place lived in.

-- Never `central`: unpublished comments on cadres of that tier are state secrets.
alter table posts add column tier text not null default 'commune' check (tier in ('commune', 'province'));

-- The newest row holds; none means `commune`. Raised by one person, agreed to by another.
create table tier_ceilings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  tier text not null check (tier in ('commune', 'province')),
  document text not null check (document <> ''), -- what allows it: number, date, who signed
  asked_by uuid not null references people,
  agreed_by uuid not null references people check (agreed_by <> asked_by),
  agreed_at timestamptz not null default now(),
  entry_seq bigint not null
);
create trigger refuse_change before update or delete or truncate on tier_ceilings
  for each statement execute function refuse_change();
alter table tier_ceilings enable row level security;
create policy own on tier_ceilings to ydan_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy agreeing on tier_ceilings as restrictive for insert to ydan_staff
  with check (agreed_by = current_person() and acts_as(array['lead']));
create policy jobs on tier_ceilings for select to ydan_jobs using (true);
grant select, insert on tier_ceilings to ydan_staff;
grant select on tier_ceilings to ydan_jobs;

create function tier_ceiling(p_organisation uuid) returns text language sql stable security definer
  set search_path = pg_catalog, public as $$
  select coalesce((select tier from tier_ceilings where organisation_id = p_organisation
    order by entry_seq desc limit 1), 'commune')
$$;
grant execute on function tier_ceiling to ydan_staff, ydan_desk_staff, ydan_jobs;

create function refuse_high_tier() returns trigger language plpgsql as $$
begin
  if new.tier <> 'commune' and tier_ceiling(new.organisation_id) = 'commune' then
    raise exception 'a post of a tier above the ceiling' using errcode = '23514', constraint = 'tier_ceiling';
  end if;
  return new;
end $$;
create trigger tier_ceiling before insert or update of tier on posts for each row execute function refuse_high_tier();

-- A place where somebody is reviewed, beside those that follow from posts and residence: a second
-- Party cell, a body they were sent to. Dated like posts.
create table review_places (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null references organisations, -- as of the official
  official_id uuid not null references officials,
  place_id uuid not null references organisations,
  kind text not null check (kind in ('workplace', 'residence')),
  valid_from date not null default today(),
  valid_to date,
  check (valid_to >= valid_from)
);
create index on review_places (official_id);
alter table review_places enable row level security;
create policy own on review_places to ydan_staff, ydan_desk_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy jobs on review_places for select to ydan_jobs using (true);
grant select, insert, update on review_places to ydan_staff;
grant select on review_places to ydan_desk_staff, ydan_jobs;
