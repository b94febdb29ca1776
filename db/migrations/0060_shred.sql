-- Erasure stays within the organisation the transaction works for; jobs work for all of them.
create or replace function shred(p_organisation uuid, p_record uuid, p_reason text, p_second uuid default null)
returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if current_organisation() is not null and p_organisation <> current_organisation() then
    raise exception 'a record of another organisation' using errcode = '42501';
  end if;
  delete from data_keys where record = p_record and organisation_id = p_organisation;
  delete from seals where record = p_record and organisation_id = p_organisation;
  delete from texts where record = p_record and organisation_id = p_organisation;
  return custody_append(p_organisation, 'record.shredded', p_record, p_second => p_second, p_reason => p_reason);
end $$;
