-- The Merkle tree over each custody log, and the signed checkpoints that leave the building.

-- Hashes of the complete subtrees above the leaves (level 0 is custody_entries.leaf_hash), so that a
-- proof costs a few look-ups. Filled by the console's job, never by custody_append: intake must not pay.
create table custody_nodes (
  organisation_id uuid not null references organisations,
  level int not null check (level between 1 and 52),
  index bigint not null check (index >= 0), -- the node covers the leaves [index·2^level, (index+1)·2^level)
  hash bytea not null check (octet_length(hash) = 32), -- RFC 9162: SHA-256(0x01 || left || right)
  primary key (organisation_id, level, index)
);

-- Each is also kept outside the database, as a file under DATA_DIR/checkpoints.
create table checkpoints (
  organisation_id uuid not null references organisations,
  number int not null check (number > 0), -- 1, 2, 3 … without a gap
  size bigint not null check (size >= 0), -- entries covered
  day date not null, -- in Viet Nam, as signed in the note
  note text not null, -- C2SP signed note, byte for byte
  made_at timestamptz not null default now(),
  primary key (organisation_id, number)
);

do $$ declare t text; begin
  foreach t in array array['custody_nodes', 'checkpoints'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
                    for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I for select to ydan_staff, ydan_desk_staff
      using (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I to ydan_jobs using (true) with check (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_desk_staff', t);
    execute format('grant select, insert on %I to ydan_jobs', t);
  end loop;
end $$;

-- The newest checkpoint of the organisation with this code, for everyone. null when there is none.
create function door.checkpoint(p_code text) returns text language sql stable security definer
  set search_path = pg_catalog, public as $$
  select c.note from checkpoints c join organisations o on o.id = c.organisation_id
    where o.code = p_code order by c.number desc limit 1
$$;
grant execute on function door.checkpoint to ydan_door;
