import { useState } from "react";
import { messageOf } from "../shared/problem";
import { api } from "./ask";
import { w } from "./messages/words";
import type { ParkedEvent, Queue } from "./types";
import { parkedWords } from "./words";

interface ParkedListProps {
  queue: Queue;
  /** The time of the picture: countdowns are as of then. */
  at: string;
}

/** The parked events of a consumer: those that the picture has, and on a click all that the database has. */
export function ParkedList({ queue, at }: ParkedListProps) {
  const [loaded, setLoaded] = useState<{ items: ParkedEvent[]; nextCursor: string | null; at: string }>();
  const [refusal, setRefusal] = useState("");
  const load = async (cursor: string | null) => {
    try {
      const page = await api.parked(queue.name, cursor);
      const before = cursor === null ? [] : (loaded?.items ?? []);
      setLoaded({ items: [...before, ...page.items], nextCursor: page.nextCursor, at: new Date().toISOString() });
      setRefusal("");
    } catch (error) {
      setRefusal(messageOf(error));
    }
  };
  const items = queue.parkedEvents ?? loaded?.items ?? [];
  const hasMore = queue.parked > items.length;
  const words = w.parked;
  if (queue.parked === 0) return null;
  return (
    <div className="parked" data-parked={queue.name}>
      <h3>{words.title(queue.parked)}</h3>
      <ul>
        {items.map((event) => (
          <Parked key={event.eventId} event={event} at={queue.parkedEvents ? at : (loaded?.at ?? at)} />
        ))}
      </ul>
      {hasMore && queue.parkedEvents === null && loaded === undefined && (
        <p className="line">
          <button type="button" onClick={() => load(null)}>
            {words.read}
          </button>
          <span className="hint">{words.wakes}</span>
        </p>
      )}
      {loaded?.nextCursor && queue.parkedEvents === null && (
        <button className="more" type="button" onClick={() => load(loaded.nextCursor)}>
          {words.more}
        </button>
      )}
      {hasMore && queue.parkedEvents !== null && <p className="hint">{words.first}</p>}
      <p className="error" role="status" hidden={!refusal}>
        {refusal}
      </p>
    </div>
  );
}

const Parked = ({ event, at }: { event: ParkedEvent; at: string }) => (
  <li data-reason={event.reason}>
    <p>
      <strong>{event.type}</strong> {w.parked.ofTask(event.sequence)} <code>{event.subject}</code>
    </p>
    <p className="hint">{parkedWords(event, at)}</p>
    {event.error && <p className="error">{event.error}</p>}
  </li>
);
