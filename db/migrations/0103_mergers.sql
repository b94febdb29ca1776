-- Areas that become part of another: hamlets of a commune, or whole communes. One person asks with what
-- becomes of everything in them, another agrees; nothing moves before, nothing moves unsaid.
create table mergers (
  id uuid primary key,
  organisation_id uuid not null references organisations, -- the Front where it was agreed
  area_code text not null unique references areas,
  into_code text not null references areas check (into_code <> area_code),
  first_day date not null, -- the first day under the successor
  document text not null check (document <> ''),
  below text not null check (below in ('move', 'end')), -- the areas inside it
  posts text not null check (posts in ('move', 'end')),
  homes text not null check (homes in ('move', 'end')),
  bodies text not null check (bodies in ('move', 'end')),
  cells text not null check (cells in ('move', 'end')), -- the accounts of its cells
  letters text not null check (letters in ('stay', 'join')), -- who finishes what is open at another Front
  asked_by uuid not null references people,
  agreed_by uuid not null references people check (agreed_by <> asked_by),
  agreed_at timestamptz not null default now(),
  entry_seq bigint not null
);
create trigger refuse_change before update or delete or truncate on mergers
  for each statement execute function refuse_change();
alter table mergers enable row level security;
create policy own on mergers to ydan_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy agreeing on mergers as restrictive for insert to ydan_staff
  with check (agreed_by = current_person() and acts_as(array['lead']));
create policy jobs on mergers for select to ydan_jobs using (true);
grant select, insert on mergers to ydan_staff;
grant select on mergers to ydan_jobs;

-- The own Front and those below it: whose areas may be merged here.
create function merges_here(p_organisation uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select exists (select from organisations o where o.id = p_organisation and o.kind = 'front'
    and current_organisation() in (o.id, o.parent_id))
$$;

create function areas_below(p_area text) returns text[] language sql stable security definer
  set search_path = pg_catalog, public as $$
  with recursive down as (select a.code, 1 as depth from areas a
      where a.parent_code = p_area and (a.valid_to is null or a.valid_to >= today())
    union all select a.code, depth + 1 from areas a join down on a.parent_code = down.code
      where depth < 8 and (a.valid_to is null or a.valid_to >= today()))
  select coalesce(array_agg(code order by code), '{}') from down
$$;

grant execute on function merges_here, areas_below to ydan_staff;

-- What an area holds now, in numbers alone; null when it is not ours to merge. `handled` counts the
-- posts elsewhere whose letters its Front handles; the last three matter when the Front changes.
create function merger_counts(p_area text) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  with own as (select code, organisation_id, areas_below(code) as below from areas where code = p_area),
    here as (select own.organisation_id, code || below as codes from own)
  select jsonb_build_object(
    'front', h.organisation_id, 'below', to_jsonb((select below from own)),
    'posts', (select count(*) from posts p where p.area_code = any (h.codes) and (p.valid_to is null or p.valid_to >= today())),
    'homes', (select count(*) from residences r where r.area_code = any (h.codes) and (r.valid_to is null or r.valid_to >= today())),
    'bodies', (select count(*) from organisations o where o.kind <> 'front' and o.area_code = any (h.codes)
      and (o.valid_to is null or o.valid_to >= today())),
    'cells', (select count(*) from memberships m where m.role = 'cell' and m.area_code = any (h.codes) and m.valid_to is null),
    'slips', (select count(*) from slips s join slip_sheets t on t.id = s.sheet_id where t.area_code = any (h.codes)),
    'letters', (select count(*) from letters l where l.first and l.area_code = any (h.codes)
        and not exists (select from unpacked u where u.letter_id = l.id))
      + (select count(*) from feedback f join feedback_state s on s.feedback_id = f.id where f.area_code = any (h.codes)
        and s.state in ('received', 'screening', 'needs_info', 'reopened', 'awaiting_explanation')),
    'records', (select count(*) from review_records r where r.organisation_id = h.organisation_id
      and not exists (select from cycle_closings c where c.cycle_id = r.cycle_id)))
  from here h where merges_here(h.organisation_id)
$$;
grant execute on function merger_counts to ydan_staff;

-- The logs of all Fronts concerned are locked in one order, as at the door.
create function hold_logs(p_areas text[]) returns void language sql volatile security definer
  set search_path = pg_catalog, public as $$
  select 1 from custody_heads where organisation_id = current_organisation()
    or organisation_id in (select organisation_id from areas where code = any (p_areas)) order by organisation_id for update
$$;
grant execute on function hold_logs to ydan_staff;

-- What somebody agreed to, done once. Every row that is dated ends the day before and begins anew, so
-- that what was before stays readable; letters and records stay in the log they are in.
create function apply_merger(p_merger uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  m mergers%rowtype;
  v_from areas%rowtype;
  v_into areas%rowtype;
  v_below text[];
  v_ended text[];
  v_last date;
  v_here text;
  v_new uuid;
  r record;
begin
  select * into m from mergers where id = p_merger and organisation_id = current_organisation()
    and agreed_by = current_person();
  select * into v_from from areas where code = m.area_code for update;
  select * into v_into from areas where code = m.into_code for update;
  v_below := areas_below(v_from.code);
  if v_from.code is null or v_from.successor_code is not null or v_from.valid_to is not null
    or v_into.valid_to is not null or v_into.code = any (v_below)
    or not merges_here(v_from.organisation_id) or not merges_here(v_into.organisation_id) then
    raise exception 'areas that cannot be merged' using errcode = '23514', constraint = 'mergers_possible';
  end if;
  v_last := m.first_day - 1;
  v_ended := v_from.code || case when m.below = 'end' then v_below else '{}' end;

  update areas set valid_to = greatest(v_last, valid_from), successor_code = v_into.code where code = any (v_ended);
  if m.below = 'move' then
    update areas set parent_code = v_into.code where code = any (v_below) and parent_code = v_from.code;
    update areas set organisation_id = v_into.organisation_id where code = any (v_below);
  end if;

  for r in select p.* from posts p where (p.valid_to is null or p.valid_to >= m.first_day)
      and (p.area_code = any (v_ended) or (p.area_code = any (v_below) and p.handled_by <> v_into.organisation_id))
  loop
    -- The area a post lies in from then on, and who reads letters about it.
    v_here := case when r.area_code = any (v_ended) then v_into.code else r.area_code end;
    v_new := case when r.handled_by = v_from.organisation_id then v_into.organisation_id else r.handled_by end;
    if r.area_code = any (v_ended) and m.posts = 'end' then
      update posts set valid_to = greatest(v_last, valid_from) where id = r.id;
    elsif v_here <> r.area_code or v_new <> r.handled_by then
      if r.valid_from < m.first_day then
        update posts set valid_to = v_last where id = r.id;
        insert into posts (organisation_id, official_id, title, body_id, area_code, handled_by, is_head, is_leader, tier, valid_from, valid_to)
          values (r.organisation_id, r.official_id, r.title, r.body_id, v_here, v_new, r.is_head, r.is_leader, r.tier, m.first_day, r.valid_to);
      else
        update posts set area_code = v_here, handled_by = v_new where id = r.id;
      end if;
    end if;
  end loop;

  for r in select h.* from residences h where h.area_code = any (v_ended) and (h.valid_to is null or h.valid_to >= m.first_day)
  loop
    if r.valid_from >= m.first_day and m.homes = 'move' then
      update residences set area_code = v_into.code where id = r.id;
    else
      update residences set valid_to = greatest(v_last, valid_from) where id = r.id;
      if m.homes = 'move' then
        insert into residences (organisation_id, official_id, area_code, status, valid_from, valid_to)
          values (r.organisation_id, r.official_id, v_into.code, r.status, m.first_day, r.valid_to);
      end if;
    end if;
  end loop;

  if m.bodies = 'move' then
    update organisations set area_code = v_into.code
      where kind <> 'front' and area_code = any (v_ended) and (valid_to is null or valid_to >= m.first_day);
  else
    update organisations set valid_to = greatest(v_last, valid_from)
      where kind <> 'front' and area_code = any (v_ended) and (valid_to is null or valid_to >= m.first_day);
  end if;

  for r in select c.* from memberships c where c.role = 'cell' and c.valid_to is null
      and (c.area_code = any (v_ended) or (c.area_code = any (v_below) and v_into.organisation_id <> c.organisation_id))
  loop
    update memberships set valid_to = clock_timestamp(), ended_by = m.asked_by where id = r.id;
    perform custody_append(r.organisation_id, 'membership.ended', r.id, r.person_id, p_second => m.agreed_by, p_reason => r.role);
    if m.cells = 'move' or not r.area_code = any (v_ended) then
      perform merger_membership(v_into.organisation_id, r.person_id, 'cell',
        case when r.area_code = any (v_ended) then v_into.code else r.area_code end, m.asked_by, m.agreed_by);
    end if;
  end loop;
  if m.letters = 'join' and v_from.organisation_id <> v_into.organisation_id then
    for r in select distinct c.person_id, c.role from memberships c where c.organisation_id = v_into.organisation_id
        and c.role in ('moderator', 'lead', 'secretary') and c.valid_to is null
        and not exists (select from memberships held where held.organisation_id = v_from.organisation_id
          and held.person_id = c.person_id and held.role = c.role and held.valid_to is null)
    loop
      perform merger_membership(v_from.organisation_id, r.person_id, r.role, null, m.asked_by, m.agreed_by);
    end loop;
  end if;
  -- The other Fronts find it in their own logs, and their leads are told.
  for r in select o from unnest(array[v_from.organisation_id, v_into.organisation_id]) o where o <> m.organisation_id group by o
  loop
    perform custody_append(r.o, 'area.handed', m.id, p_second => m.agreed_by);
  end loop;
  insert into notices (organisation_id, person_id, kind, about)
    select distinct c.organisation_id, c.person_id, 'area-merged', jsonb_build_object('area', v_from.kind || ' ' || v_from.name,
      'into', v_into.kind || ' ' || v_into.name)
    from memberships c where c.role = 'lead' and (c.valid_to is null or c.valid_to > clock_timestamp())
      and c.organisation_id in (v_from.organisation_id, v_into.organisation_id, m.organisation_id);
end $$;
grant execute on function apply_merger to ydan_staff;

create function merger_membership(p_organisation uuid, p_person uuid, p_role text, p_area text, p_asked uuid, p_agreed uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare v_id uuid := uuid_v7();
begin
  insert into memberships (id, organisation_id, person_id, role, area_code, given_by, agreed_by, entry_seq)
    values (v_id, p_organisation, p_person, p_role, p_area, p_asked, p_agreed,
      custody_append(p_organisation, 'membership.given', v_id, p_person, p_second => p_agreed, p_reason => p_role));
end $$;

