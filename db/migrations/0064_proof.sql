-- What proves a letter to its sender, checkpoints that leave the building, commitments of the words.

-- Salt of the commitment that the log keeps of these words; it goes when they go.
alter table texts add column salt bytea check (octet_length(salt) = 32);

-- The kept hashes from which an inclusion proof of leaf `p_index` in a tree of `p_size` leaves is put
-- together, and a consistency proof from `p_index` + 1 leaves to it: siblings on the way up that are
-- complete, and the complete parts of both trees.
create function log_hashes(p_organisation uuid, p_index bigint, p_size bigint) returns jsonb language sql stable
  set search_path = pg_catalog, public as $$
  with places as (
    select l as level, (p_index >> l) # 1 as index from generate_series(0, 52) l
      where ((((p_index >> l) # 1) + 1) << l) <= p_size
    union
    select l, (z >> (l + 1)) << 1 from generate_series(0, 52) l, unnest(array[p_size, p_index + 1]) z
      where ((z >> l) & 1) = 1)
  select coalesce(jsonb_agg(jsonb_build_object('level', p.level, 'index', p.index,
      'hash', encode(coalesce(e.leaf_hash, n.hash), 'base64'))), '[]')
    from places p
      left join custody_entries e on p.level = 0 and e.organisation_id = p_organisation and e.seq = p.index
      left join custody_nodes n on p.level > 0 and n.organisation_id = p_organisation and n.level = p.level
        and n.index = p.index
    where e.seq is not null or n.level is not null
$$;

-- One entry with what proves it: under the first checkpoint that covers it, and under the newest.
-- `erased` says when and for which reason what it announces was erased. Never finer than the day.
create function log_proof(p_organisation uuid, p_seq bigint) returns jsonb language sql stable
  set search_path = pg_catalog, public as $$
  select jsonb_build_object('organisation', o.code, 'index', e.seq,
    'entry', translate(encode(e.bytes, 'base64'), E'\n', ''),
    'proofs', coalesce((select jsonb_agg(jsonb_build_object('checkpoint', c.note,
          'hashes', log_hashes(e.organisation_id, e.seq, c.size)) order by c.number)
        from checkpoints c where c.organisation_id = e.organisation_id and c.size > e.seq and c.number in (
          select unnest(array[min(number), max(number)]) from checkpoints x
            where x.organisation_id = e.organisation_id and x.size > e.seq)), '[]'),
    'erased', (select jsonb_build_object('index', x.seq, 'reason', s.said ->> 'reason',
          'day', coalesce(s.said ->> 'day',
            to_char((s.said ->> 'time')::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')))
        -- By item, for which there is an index: the log may have a million entries.
        from (select y.* from custody_entries y where y.item = e.item and y.kind = 'record.shredded'
            union all
            select y.* from letters l join feedback f on f.thread_id = l.thread_id,
              lateral (select z.* from custody_entries z where z.item = f.id and z.kind = 'feedback.erased' limit 1) y
              where l.id = e.item) x,
          lateral (select convert_from(x.bytes, 'UTF8')::jsonb as said) s
        where x.organisation_id = e.organisation_id
        order by x.kind desc, x.seq limit 1))
  from custody_entries e join organisations o on o.id = e.organisation_id
  where e.organisation_id = p_organisation and e.seq = p_seq
$$;
revoke execute on function log_hashes, log_proof from public;

-- The first letter's entry with its proofs, for whoever holds the receipt. null when unknown or erased.
create function door.thread_proof(p_receipt_hash bytea) returns jsonb language sql stable security definer
  set search_path = pg_catalog, public as $$
  select log_proof(l.organisation_id, l.entry_seq) from threads t join letters l on l.thread_id = t.id and l.first
    where t.receipt_hash = p_receipt_hash and not door.gone(t.id)
$$;

-- The same for whoever holds the entry's very bytes, whose leaf hash is given: a proof that was saved
-- goes on being checked after the letter is gone. null when the log has no such entry at that place.
create function door.entry_proof(p_code text, p_index bigint, p_leaf_hash bytea) returns jsonb language sql stable
  security definer set search_path = pg_catalog, public as $$
  select log_proof(e.organisation_id, e.seq) from organisations o join custody_entries e on e.organisation_id = o.id
    where o.code = p_code and e.seq = p_index and e.leaf_hash = p_leaf_hash
$$;

-- The newest checkpoint with the hashes that lead to it from a tree of `p_size` leaves. Nothing is told
-- of entries behind the newest checkpoint. null when there is none.
create function door.checkpoint_proof(p_code text, p_size bigint) returns jsonb language sql stable
  security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object('checkpoint', c.note, 'hashes',
      case when p_size between 1 and c.size then log_hashes(c.organisation_id, p_size - 1, c.size) else '[]' end)
    from checkpoints c join organisations o on o.id = c.organisation_id
    where o.code = p_code order by c.number desc limit 1
$$;
grant execute on function door.thread_proof, door.entry_proof, door.checkpoint_proof to ydan_door;

-- Addresses outside the organisation's own walls that get its checkpoints, and which no longer do.
create table keepers (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  name text not null check (name <> ''), -- which office keeps them
  address text not null check (address ~ '^[^\s@<>,;:"]{1,64}@[A-Za-z0-9.-]{1,250}$'),
  added_by uuid not null,
  added_at timestamptz not null default now(),
  entry_seq bigint not null
);
create table keeper_endings (
  keeper_id uuid primary key references keepers,
  organisation_id uuid not null references organisations,
  ended_by uuid not null,
  ended_at timestamptz not null default now(),
  entry_seq bigint not null
);

-- One row a try to mail a checkpoint.
create table checkpoint_mailings (
  id uuid primary key default uuid_v7(),
  organisation_id uuid not null,
  number int not null,
  keeper_id uuid not null references keepers,
  outcome text not null check (outcome in ('sent', 'unsure', 'retry', 'refused')),
  reason text check (reason ~ '^[a-z0-9_-]{1,60}$'),
  tried_at timestamptz not null default now(),
  foreign key (organisation_id, number) references checkpoints (organisation_id, number)
);
create index on checkpoint_mailings (keeper_id, number);

-- The copies outside were lost and written again from the table, against a checkpoint that somebody
-- else had kept.
create table copy_restorations (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  reason text not null check (reason <> ''),
  note text not null, -- the checkpoint that was brought, byte for byte
  restored_at timestamptz not null default now(),
  entry_seq bigint not null
);

do $$ declare t text; begin
  foreach t in array array['keepers', 'keeper_endings', 'checkpoint_mailings', 'copy_restorations'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to ydan_staff
      using (organisation_id = current_organisation()) with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_jobs', t);
  end loop;
end $$;
grant insert on keepers, keeper_endings to ydan_staff;
grant insert on checkpoint_mailings to ydan_jobs;
