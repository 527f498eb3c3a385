import { t } from "../messages/language";
import type { Note } from "../messages/refusals/words";
import { formatDay } from "./format";
import { fill, loadWords } from "./refusal";

/** What a note says to people: in the words that the page has for its code, else in those of the API. */
export async function noteWords({ code, values, message }: Note): Promise<string> {
  const { date, weekday } = values ?? {};
  const shown = {
    ...values,
    ...(date !== undefined && { date: formatDay(String(date)) }),
    ...(weekday !== undefined && { weekday: t.rule.weekdays[weekday] ?? weekday }),
  };
  return fill((await loadWords())?.notes, code, shown) ?? message;
}
