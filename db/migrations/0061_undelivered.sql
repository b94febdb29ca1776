-- What did not arrive: mails that come back, and words of the bot that a platform would not take.

-- The part of our Message-ID that hides the row, so that a report about a mail finds its delivery.
alter table deliveries add column mail_key bytea check (octet_length(mail_key) = 8);
create index on deliveries (mail_key) where mail_key is not null;

-- A mail server reports that a mail of ours, of this thread and with this key, was not delivered: all
-- that it told of is refused, once. Answers whether any of it still stood as sent.
create function door.bounced(p_thread uuid, p_key bytea, p_reason text) returns boolean language plpgsql
  security definer set search_path = pg_catalog, public as $$
begin
  if door.gone(p_thread) or not exists (select from deliveries d where d.mail_key = p_key and (d.item = p_thread
      or exists (select from replies r where r.id = d.item and r.thread_id = p_thread))) then
    return false;
  end if;
  -- The same report twice is one.
  perform pg_advisory_xact_lock(hashtextextended(encode(p_key, 'hex'), 13));
  insert into deliveries (organisation_id, item, kind, channel, outcome, reason)
    select l.organisation_id, l.item, l.kind, 'email', 'refused', p_reason
    from (select distinct on (d.item) d.* from deliveries d
        where d.item in (select k.item from deliveries k where k.mail_key = p_key) order by d.item, d.seq desc) l
    where l.outcome in ('sent', 'unsure', 'begun', 'gave-up');
  return found;
end $$;
grant execute on function door.bounced to ydan_door, ydan_jobs;

-- What the bot could not say is kept, still sealed, until the sender writes again or for two weeks, so
-- that it can be sent again. `organisation_id`: whose people see that it failed; without an area that
-- is the Front that mail without one goes to. `lasting`: of use even when the sender has gone on (the
-- receipt of a letter that is stored); everything else is replaced by what the bot says next.
alter table chat_outbox drop constraint chat_outbox_check;
alter table chat_outbox add check (bytes is not null or sent_on is not null);
alter table chat_outbox add column organisation_id uuid references organisations;
alter table chat_outbox add column lasting boolean not null default false;
create index on chat_outbox (organisation_id) where sent_on is not null and bytes is not null;

alter table chat_tries drop constraint chat_tries_outcome_check;
alter table chat_tries add check (outcome in
  ('begun', 'sent', 'unsure', 'retry', 'waiting', 'refused', 'gave-up', 'again'));
-- Who asked for another round; null when it was the sender, by writing again.
alter table chat_tries add column asked_by uuid check (asked_by is null or outcome = 'again');

-- Staff see that something failed and why; not to whom, nor what it said.
create function undelivered_chats() returns table
  (item uuid, channel text, lasting boolean, outcome text, reason text, day text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select o.id, o.channel, o.lasting, l.outcome, l.reason, l.day::text
  from chat_outbox o
  cross join lateral (select t.outcome, t.reason, t.day, t.seq from chat_tries t
    where t.message_id = o.id order by t.seq desc limit 1) l
  where o.organisation_id = current_organisation() and o.bytes is not null
    and (o.sent_on is not null or l.outcome in ('retry', 'unsure', 'again'))
  order by o.sent_on is not null desc, l.seq desc limit 500
$$;

-- Puts one back among what waits, if it is the organisation's and has failed.
create function send_chat_again(p_item uuid) returns table (is_ours boolean, is_stuck boolean)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_channel text;
begin
  is_ours := exists (select from chat_outbox o where o.id = p_item and o.organisation_id = current_organisation());
  update chat_outbox o set sent_on = null where is_ours and o.id = p_item and o.sent_on is not null
    and o.bytes is not null returning o.channel into v_channel;
  is_stuck := found;
  if is_stuck then
    insert into chat_tries (message_id, channel, outcome, asked_by)
      values (p_item, v_channel, 'again', current_person());
    perform pg_notify('chat_outbox', '');
  end if;
  return next;
end $$;
grant execute on function undelivered_chats, send_chat_again to ydan_staff;
