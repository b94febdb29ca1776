-- The Front that handles letters about a post sees that post and its holder, though another Front
-- keeps them: letters about a ward's leaders go to the Front above.
create policy handled on posts for select to ydan_staff, ydan_desk_staff using (handled_by = current_organisation());
create policy handled on officials for select to ydan_staff, ydan_desk_staff using (
  exists (select from posts p where p.official_id = officials.id and p.handled_by = current_organisation()));
