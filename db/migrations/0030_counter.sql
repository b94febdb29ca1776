-- The clerk's table: what came on paper, by telephone or at a meeting; the register; what was taken
-- over from other systems; and one-time slips.

-- One line a document, one book a year: công văn đến ('in') and đi ('out') about these letters. No
-- clock: a letter that was spoken into the telephone has none either.
create table register (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  direction text not null check (direction in ('in', 'out')),
  year int not null,
  number int not null check (number > 0),
  day date not null, -- ngày đến, ngày đi
  correspondent text not null check (correspondent <> ''), -- where from, where to; never a sender's name
  reference text, -- the document's own number
  reference_day date,
  abstract text not null check (abstract <> ''), -- trích yếu: what it is, not what it says
  signer text,
  note text,
  entered_by uuid not null,
  entered_on date not null default today(),
  entry_seq bigint not null,
  unique (organisation_id, direction, year, number)
);

-- A wrong line is struck and stays readable; its number is not given again.
create table register_strikes (
  register_id uuid primary key references register,
  organisation_id uuid not null references organisations,
  reason text not null check (reason <> ''),
  struck_by uuid not null,
  struck_on date not null default today(),
  entry_seq bigint not null
);

-- What staff wrote down for somebody: how it came and how consent was given. Who wrote it is not
-- for those who read the letter (no grant on entered_by).
create table assisted_letters (
  letter_id uuid primary key references letters,
  organisation_id uuid not null references organisations, -- who handles the letter
  entered_for uuid not null references organisations, -- at whose table it was written down
  register_id uuid references register,
  place text not null check (place <> ''),
  held_on date not null, -- the day of the call, the meeting, the paper
  consent_by text not null check (consent_by in ('boxes', 'read-out', 'minutes')),
  entered_by uuid not null,
  day date not null default today(),
  entry_seq bigint not null
);
create index on assisted_letters (register_id);

-- Files taken over from other systems, once each was in to the last row.
create table imports (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  source text not null check (source <> ''),
  sha256 bytea not null check (octet_length(sha256) = 32),
  rows int not null,
  taken int not null,
  repeats int not null,
  imported_by uuid not null,
  day date not null default today(),
  entry_seq bigint not null
);

-- Which column of a system's file is which field of ours, as it was chosen last time.
create table import_mappings (
  organisation_id uuid not null references organisations,
  source text not null check (source <> ''),
  mapping jsonb not null,
  primary key (organisation_id, source)
);

-- One sheet of slips for one area and cycle. The slips themselves are keyed hashes of codes, taken
-- away when used: what is left says neither which were used when, nor by which letter.
create table slip_sheets (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations,
  area_code text not null references areas,
  cycle_id uuid not null references cycles,
  count int not null check (count between 1 and 1000),
  made_by uuid not null,
  made_on date not null default today(),
  entry_seq bigint not null
);
create table slips (
  hash bytea primary key check (octet_length(hash) = 32),
  organisation_id uuid not null references organisations,
  sheet_id uuid not null references slip_sheets
);

alter table letters add column resident boolean not null default false;
alter table feedback add column resident boolean not null default false;

do $$ declare t text; begin
  foreach t in array array['register', 'register_strikes', 'assisted_letters', 'imports', 'slip_sheets'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
  end loop;
  foreach t in array array['register', 'register_strikes', 'imports', 'import_mappings', 'slip_sheets', 'slips'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
  end loop;
end $$;
alter table assisted_letters enable row level security;
create policy own on assisted_letters for select to ydan_staff
  using (current_organisation() in (organisation_id, entered_for));
grant select (id, organisation_id, direction, year, number, day, correspondent, reference, reference_day, abstract,
  signer, note, entered_on), insert on register to ydan_staff;
grant select (register_id, organisation_id, reason, struck_on), insert on register_strikes to ydan_staff;
grant select (letter_id, organisation_id, entered_for, register_id, place, held_on, consent_by, day)
  on assisted_letters to ydan_staff;
grant select, insert on imports to ydan_staff;
grant select, insert, update on import_mappings to ydan_staff;
grant select, insert on slip_sheets to ydan_staff;
-- Counting what is left would tell when one was used.
grant insert on slips to ydan_staff;

-- Takes a slip away if it is good today for this area: made for it or for a place inside it, in a
-- cycle that is still open. A used, foreign or invented one changes nothing.
create function door.spend_slip(p_hash bytea, p_area text) returns boolean language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare v_sheet slip_sheets%rowtype;
begin
  select h.* into v_sheet from slips s join slip_sheets h on h.id = s.sheet_id join cycles c on c.id = h.cycle_id
    where s.hash = p_hash and c.cut_off >= today() and not exists (select from cycle_closings x where x.cycle_id = c.id);
  if not found or not exists (
    with recursive up as (select code, parent_code, successor_code from areas where code = v_sheet.area_code
      union select a.code, a.parent_code, a.successor_code from areas a
        join up on a.code = up.parent_code or a.code = up.successor_code)
    select from up where code = p_area) then
    return false;
  end if;
  delete from slips where hash = p_hash;
  return found;
end $$;

-- As before (0006_door.sql), and a letter may carry `slip` (hex): the keyed hash of a one-time slip.
create or replace function door.drop_letters(p_letters jsonb, p_blobs bytea[])
returns table (index int, outcome text, letter uuid, thread uuid, number int, year int, day date, come_back date)
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  l jsonb;
  v_index int;
  v_organisation uuid;
  v_thread threads%rowtype;
  v_old letters%rowtype;
  v_id uuid;
  v_year int := extract(year from today());
begin
  insert into custody_heads (organisation_id)
    select distinct (x ->> 'organisation')::uuid from jsonb_array_elements(p_letters) x
      where x ->> 'organisation' is not null order by 1
    on conflict do nothing;
  perform 1 from custody_heads h where h.organisation_id in (
    select (x ->> 'organisation')::uuid from jsonb_array_elements(p_letters) x
    union select t.organisation_id from jsonb_array_elements(p_letters) x
      join threads t on t.receipt_hash = decode(x ->> 'receiptHash', 'hex'))
    order by h.organisation_id for update;
  for l, v_index in
    select x, i::int - 1 from jsonb_array_elements(p_letters) with ordinality as e(x, i)
      order by x ->> 'organisation', x ->> 'channel', x ->> 'messageId', x ->> 'id'
  loop
    v_id := (l ->> 'id')::uuid;
    select * into v_old from letters where id = v_id
      or (channel = l ->> 'channel' and channel_message_id = l ->> 'messageId');
    if found then
      return query select v_index, case when v_old.body_tag is not distinct from decode(l ->> 'bodyTag', 'hex')
          then 'repeat' else 'clash' end, v_old.id, t.id, t.number, t.year, v_old.day, t.come_back
        from threads t where t.id = v_old.thread_id;
      continue;
    end if;
    if l ? 'thread' then
      v_organisation := (l ->> 'organisation')::uuid;
      insert into receipt_numbers as r (organisation_id, year, last) values (v_organisation, v_year, 1)
        on conflict (organisation_id, year) do update set last = r.last + 1;
      insert into threads
        select (l #>> '{thread,id}')::uuid, v_organisation, r.last, v_year, today(),
          today() + (l ->> 'comeBackDays')::int, decode(l #>> '{thread,receiptHash}', 'hex'),
          decode(l #>> '{thread,publicKey}', 'hex')
        from receipt_numbers r where r.organisation_id = v_organisation and r.year = v_year
        returning * into v_thread;
    else
      select * into v_thread from threads where receipt_hash = decode(l ->> 'receiptHash', 'hex');
      if not found or door.gone(v_thread.id) then
        return query select v_index, 'unknown', null::uuid, null::uuid, null::int, null::int, null::date, null::date;
        continue;
      end if;
      v_organisation := v_thread.organisation_id;
    end if;
    if l ? 'kek' then
      insert into key_encryption_keys (id, sealed, key_version) values
        ((l #>> '{kek,id}')::uuid, p_blobs[(l #>> '{kek,blob}')::int], (l #>> '{kek,keyVersion}')::int)
        on conflict do nothing;
    end if;
    insert into seals select (s ->> 'record')::uuid, s ->> 'field', v_organisation, p_blobs[(s ->> 'blob')::int]
      from jsonb_array_elements(l -> 'seals') s;
    insert into data_keys select (k ->> 'record')::uuid, k ->> 'recipient', v_organisation, (k ->> 'kek')::uuid,
        (k ->> 'keyVersion')::int, p_blobs[(k ->> 'blob')::int]
      from jsonb_array_elements(l -> 'keys') k;
    insert into letters values (v_id, v_organisation, v_thread.id,
      coalesce(l ->> 'area', (select area_code from letters where thread_id = v_thread.id and first)),
      l ->> 'channel', l ->> 'messageId', decode(l ->> 'bodyTag', 'hex'), today(), l ? 'thread',
      (l ->> 'proof')::boolean, (l ->> 'held')::boolean, l ->> 'commitment',
      custody_append(v_organisation, 'letter.received', v_id, v_thread.id, v_thread.number,
        p_commitment => l ->> 'commitment', p_by_sender => true),
      l ? 'slip' and door.spend_slip(decode(l ->> 'slip', 'hex'), l ->> 'area'));
    insert into attachments select (a ->> 'id')::uuid, v_organisation, v_id, (a ->> 'position')::int, a ->> 'type',
        (a ->> 'size')::int
      from jsonb_array_elements(coalesce(l -> 'attachments', '[]')) a;
    insert into consents select v_thread.id, c ->> 'purpose', v_organisation, c ->> 'version', today()
      from jsonb_array_elements(coalesce(l -> 'consents', '[]')) c;
    if not l ? 'thread' then
      perform project(f.id) from feedback f where f.thread_id = v_thread.id;
    end if;
    return query select v_index, 'stored', v_id, v_thread.id, v_thread.number, v_thread.year, today(), v_thread.come_back;
  end loop;
  perform pg_notify('letters', '');
end $$;

-- Stores letters that staff wrote down for others, by the same door: numbers, seals, entries are the
-- same. p_entry: {place, heldOn, consentBy, register?: {id, number?, day, correspondent, reference?,
-- referenceDay?, abstract, note?}}, null for letters taken over from another system. The entry in the
-- log names who wrote it down as the second person and carries the day alone. A repeat adds nothing.
create function enter_letters(p_letters jsonb, p_blobs bytea[], p_entry jsonb)
returns table (index int, outcome text, letter uuid, thread uuid, number int, year int, day date, come_back date)
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  r jsonb := p_entry -> 'register';
  v_register uuid := (r ->> 'id')::uuid;
  d record;
begin
  if not acts_as(array['clerk', 'moderator']) or exists (select from jsonb_array_elements(p_letters) l
      left join areas a on a.code = l ->> 'area'
      where a.organisation_id is distinct from current_organisation() or not l ? 'thread'
        or (l ->> 'channel' = any (array['paper', 'phone', 'meeting', 'reception'])) is not true and p_entry is not null
        or l ->> 'channel' <> 'import' and p_entry is null) then
    raise exception 'letters that may not be entered here' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('register ' || current_organisation(), 11));
  -- The book's line may be of another organisation than the letters: all heads, in the order of the door.
  insert into custody_heads (organisation_id) select current_organisation()
    union select (l ->> 'organisation')::uuid from jsonb_array_elements(p_letters) l order by 1 on conflict do nothing;
  perform 1 from custody_heads h where h.organisation_id in (select current_organisation()
    union select (l ->> 'organisation')::uuid from jsonb_array_elements(p_letters) l)
    order by h.organisation_id for update;
  for d in select * from door.drop_letters(p_letters, p_blobs) loop
    if d.outcome = 'stored' and v_register is not null and not exists (select from register where id = v_register) then
      insert into register select v_register, current_organisation(), 'in', extract(year from (r ->> 'day')::date),
        coalesce((r ->> 'number')::int, next_register_number('in', extract(year from (r ->> 'day')::date)::int)),
        (r ->> 'day')::date, r ->> 'correspondent', r ->> 'reference', (r ->> 'referenceDay')::date, r ->> 'abstract',
        null, r ->> 'note', current_person(), today(),
        custody_append(current_organisation(), 'register.entered', v_register, p_second => current_person(),
          p_reason => 'in', p_by_sender => true);
    end if;
    if d.outcome = 'stored' and p_entry is not null then
      insert into assisted_letters
        select d.letter, t.organisation_id, current_organisation(), v_register, p_entry ->> 'place',
          (p_entry ->> 'heldOn')::date, p_entry ->> 'consentBy', current_person(), today(),
          custody_append(t.organisation_id, 'letter.entered', d.letter, d.thread, p_second => current_person(),
            p_by_sender => true)
        from threads t where t.id = d.thread;
    end if;
    return query select d.index, d.outcome, d.letter, d.thread, d.number, d.year, d.day, d.come_back;
  end loop;
end $$;

-- The next free number of this year's book. The caller holds the book's lock.
create function next_register_number(p_direction text, p_year int) returns int language sql stable
  security definer set search_path = pg_catalog, public as $$
  select coalesce(max(number), 0) + 1 from register
    where organisation_id = current_organisation() and direction = p_direction and year = p_year
$$;
grant execute on function enter_letters, next_register_number to ydan_staff;

-- Whom a letter may be about, and one's own receipt, are looked up by staff at the same door.
grant usage on schema door to ydan_staff;
grant execute on function door.area, door.officials, door.thread, door.readiness to ydan_staff;
