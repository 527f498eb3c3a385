-- Up Migration

-- Numbers the events of a transaction and writes them, to the log of the transport in this database where that is free, or
-- else to the outbox. Earlier events in the outbox go to the log first. It is free for one transaction at a time, and none
-- waits for it. The writer of an earlier event of a subject is committed by then, because it held the count of the subject:
-- a later statement sees what it left in the outbox.
-- Returns what went to the log, or that the log was not free; without a channel there is no such log, and nothing returns.
create function freehold.write_events(
  topics text[], subjects text[], written jsonb[], channel text, most int, relay_lock bigint, log_lock bigint
) returns table (free boolean, topic text, events int) language plpgsql as $$
#variable_conflict use_column
declare
  numbered jsonb[];
  is_free boolean := false;
begin
  with input as materialized (
    select i.topic, i.subject, i.event, i.place,
      row_number() over (partition by i.topic, i.subject order by i.place) as number,
      count(*) over (partition by i.topic, i.subject) as size
    from unnest(topics, subjects, written) with ordinality as i (topic, subject, event, place)
  ), next as (
    -- Counts are locked in one order, so that none deadlock.
    insert into freehold.sequences as s (topic, subject, last)
    select distinct topic, subject, size from input order by topic, subject
    on conflict (topic, subject) do update set last = s.last + excluded.last
    returning topic, subject, last
  )
  select array_agg(jsonb_set(event, '{sequence}', to_jsonb(last - size + number)) order by place) into numbered
  from input join next using (topic, subject);

  if channel is not null then
    is_free := pg_try_advisory_xact_lock(relay_lock) and pg_try_advisory_xact_lock(log_lock);
  end if;
  -- By its index: after a burst, the table is full of deleted rows until it is vacuumed.
  if is_free and (select position from freehold.outbox order by position limit 1) is null then
    insert into freehold.bus_log (topic, event)
    select topic, event from unnest(topics, numbered) with ordinality as i (topic, event, place) order by place;
    return query
      select true, topic, count(*)::int from unnest(topics) as i (topic), pg_notify(channel, topic) group by topic;
    return;
  end if;

  insert into freehold.outbox (topic, subject, event)
  select topic, subject, event
  from unnest(topics, subjects, numbered) with ordinality as i (topic, subject, event, place) order by place;
  if is_free then
    return query
      with moved as (
        delete from freehold.outbox
        where position in (select position from freehold.outbox order by position limit most)
        returning position, topic, event
      ), appended as (
        insert into freehold.bus_log (topic, event) select topic, event from moved order by position returning topic
      )
      select true, topic, count(*)::int from appended, pg_notify(channel, topic) group by topic;
  elsif channel is not null then
    return query select false, null::text, null::int;
  end if;
end $$;
