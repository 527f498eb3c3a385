import type { FreeholdEvent } from "../../contracts/envelope";
import type { Consumer, SetHandler } from "./consumer";

/** Events of a batch that need not wait for each other: each is of another subject, or in a set with those before it. */
export interface Wave {
  /** By their handler, events that it takes at once. */
  sets: Map<SetHandler, FreeholdEvent[]>;
  /** Each for a handler of its own type. */
  singles: FreeholdEvent[];
}

/**
 * Parts a batch into waves, one to be handled after the other. An event is in a later wave than the one before it of the same
 * subject, unless one handler takes both as a set.
 * @param withSets whether handlers for many events are used; not once one has failed
 */
export function wavesOf(events: readonly FreeholdEvent[], consumer: Consumer, withSets: boolean): Wave[] {
  const waves: Wave[] = [];
  let wave: Wave | undefined;
  // What handles a subject in the wave: undefined for none, null for a handler of its own.
  let taken = new Map<string, SetHandler | null>();
  for (const event of events) {
    const many = withSets ? setHandlerOf(consumer, event) : undefined;
    const before = taken.get(event.subject);
    if (!wave || (before !== undefined && before !== many)) {
      wave = { sets: new Map(), singles: [] };
      waves.push(wave);
      taken = new Map();
    }
    taken.set(event.subject, many ?? null);
    if (!many) wave.singles.push(event);
    else {
      const set = wave.sets.get(many);
      if (set) set.push(event);
      else wave.sets.set(many, [event]);
    }
  }
  return waves;
}

/** The compiler can't see that the handler under a type takes events of that type. */
const setHandlerOf = (consumer: Consumer, { type }: FreeholdEvent): SetHandler | undefined =>
  consumer.onMany?.[type] as SetHandler | undefined;
