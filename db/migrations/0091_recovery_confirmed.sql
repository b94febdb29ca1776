-- The day on which two recovery sheets were typed back, for the whole deployment; null while nobody
-- did. Until then no poster with a live code is printed: without the keys every letter is lost.
create function recovery_confirmed() returns date language sql stable security definer
  set search_path = pg_catalog, public as $$
  select max((confirmed_at at time zone 'Asia/Ho_Chi_Minh')::date) from key_recoveries
$$;
grant execute on function recovery_confirmed to ydan_staff;
