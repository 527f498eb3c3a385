import type { Occurrence, Recurrence } from "../contracts/task";
import { nextOfRule } from "./recurrence";
import { parseRule, withCount } from "./rrule";
import { Steps } from "./steps";

/**
 * The rule of a series as if it began at one of its occurrences: COUNT is what is left of it. In capitals, without the
 * prefix `RRULE:`.
 * @throws RecurrenceError when the occurrences before are too many to count
 */
export function remainingRule(
  { rrule, timeZone }: Recurrence,
  { seriesStart, localTime }: Occurrence,
  steps = new Steps(),
): string {
  const plain = rrule.toUpperCase().replace(/^RRULE:/, "");
  const { count, ...endless } = parseRule(plain);
  if (count === undefined) return plain;
  let left = count;
  for (let after = seriesStart; after < localTime && left > 1; left -= 1) {
    const next = nextOfRule(endless, timeZone, { seriesStart, after, steps });
    if (!next) break;
    after = next.localTime;
  }
  return withCount(plain, left);
}
