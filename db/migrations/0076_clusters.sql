-- Letters that are nearly copies of one another are voices of one claim. The newest row of a feedback
-- says of which: `into_feedback` is the claim's first letter, or itself when it stands alone.
create table clusters (
  id uuid primary key default gen_random_uuid(), -- not uuid_v7: a sender's letter causes the row
  organisation_id uuid not null references organisations,
  feedback_id uuid not null references feedback,
  into_feedback uuid not null references feedback,
  how text not null check (how in ('alike', 'joined', 'split')),
  likeness real check (likeness between 0 and 1), -- share of common wording, where the console found it
  reason text, -- a code: no word of a letter
  decided_by uuid,
  decided_at timestamptz,
  day date not null default today(),
  entry_seq bigint not null,
  check ((how = 'alike') = (decided_by is null) and (how = 'alike') = (likeness is not null)),
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (reason is null)),
  check ((how = 'split') = (feedback_id = into_feedback))
);
create index on clusters (feedback_id, entry_seq desc);
create index on clusters (into_feedback);
-- The console finds a feedback once; what people said afterwards is never overruled by it.
create unique index clusters_found on clusters (feedback_id) where how = 'alike';

-- The first letter of the claim that a feedback is a voice of: itself when it stands alone.
create function claim_of(p_feedback uuid) returns uuid language plpgsql stable parallel safe as $$
declare
  v_claim uuid := p_feedback;
  v_into uuid;
begin
  for v_step in 1..32 loop
    select into_feedback into v_into from clusters where feedback_id = v_claim order by entry_seq desc limit 1;
    if v_into is null or v_into = v_claim then return v_claim; end if;
    v_claim := v_into;
  end loop;
  return v_claim;
end $$;

-- All voices of a claim, its first letter among them.
create function claim_voices(p_claim uuid) returns setof uuid language sql stable parallel safe as $$
  with recursive voices(id) as (select p_claim union
    select c.feedback_id from clusters c join voices v on c.into_feedback = v.id
      where not exists (select from clusters later where later.feedback_id = c.feedback_id and later.entry_seq > c.entry_seq))
  select id from voices
$$;
grant execute on function claim_of, claim_voices to ydan_staff, ydan_desk_staff, ydan_jobs;

create trigger refuse_change before update or delete or truncate on clusters
  for each statement execute function refuse_change();
alter table clusters enable row level security;
create policy own on clusters to ydan_staff, ydan_desk_staff
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy whose on clusters as restrictive for insert to ydan_staff
  with check (decided_by = current_person() and acts_as(array['moderator', 'lead']));
create policy jobs on clusters to ydan_jobs using (true) with check (decided_by is null);
grant select on clusters to ydan_staff, ydan_desk_staff, ydan_jobs;
grant insert on clusters to ydan_staff, ydan_jobs;
select hide_barred('clusters', 'feedback_id');
