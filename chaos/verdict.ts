import type { ChaosDatabase } from "./database";
import { effectKey, type Input } from "./input";

export interface Verdict {
  /** Events that should have had an effect, or been dead letters, and have not. */
  lost: number;
  /** Effects beyond one an event, and effects of events that should have none. */
  doubled: number;
  /** Effects that came after that of a later event of their task. */
  disordered: number;
}

export const isClean = ({ lost, doubled, disordered }: Verdict): boolean => lost + doubled + disordered === 0;

export const say = ({ lost, doubled, disordered }: Verdict): string =>
  `lost ${lost}, doubled ${doubled}, disordered ${disordered}`;

/** Adds another part of a run to its verdict. */
export function add(total: Verdict, { lost, doubled, disordered }: Verdict): void {
  total.lost += lost;
  total.doubled += doubled;
  total.disordered += disordered;
}

export interface Effect {
  topic: string;
  subject: string;
  sequence: number;
}

/** Compares what is there, in the order in which it was applied, with what the input must lead to. */
export function judge(
  expected: Input["expected"],
  effects: readonly Effect[],
  deadLetters: readonly string[],
): Verdict {
  const seen = new Set<string>();
  const newest = new Map<string, number>();
  const verdict = { lost: 0, doubled: 0, disordered: 0 };
  for (const { topic, subject, sequence } of effects) {
    const key = effectKey(topic, subject, sequence);
    if (seen.has(key) || !expected.effects.has(key)) verdict.doubled += 1;
    seen.add(key);
    const place = `${topic} ${subject}`;
    if (sequence < (newest.get(place) ?? 0)) verdict.disordered += 1;
    newest.set(place, Math.max(sequence, newest.get(place) ?? 0));
  }
  const dead = new Set(deadLetters);
  verdict.doubled += deadLetters.length - dead.size;
  for (const id of dead) if (!expected.deadLetters.has(id)) verdict.lost += 1;
  for (const id of expected.deadLetters) if (!dead.has(id)) verdict.lost += 1;
  for (const key of expected.effects) if (!seen.has(key)) verdict.lost += 1;
  return verdict;
}

/** Reads what there is in the database, and judges it. */
export async function judgeDatabase({ query }: ChaosDatabase, expected: Input["expected"]): Promise<Verdict> {
  const effects = await query<Effect>("select topic, subject, sequence from public.effects order by at");
  const dead = await query<{ event_id: string }>("select event_id from freehold.dead_letters");
  return judge(
    expected,
    effects,
    dead.map(({ event_id }) => event_id),
  );
}
