import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { languages } from "../../adding/languages";
import { api } from "../../shared/api";
import { timeZone } from "../../shared/format";
import { noteWords } from "../../shared/note-words";
import { fromPickedDue, type PickedDue } from "../../shared/task-fields";
import type { Task } from "../../shared/types";
import { useSettled } from "../../shared/use-settled";

/** Where a task repeats. Of a whole day, it is the zone of the day. */
export const zoneOf = ({ recurrence, dueOn }: Pick<Task, "recurrence" | "dueOn">): string =>
  recurrence?.timeZone ?? dueOn?.timeZone ?? timeZone;

/** A title that is no part of a rule, whatever follows. */
const title = '"x"';

/**
 * The rule that words such as "every friday" stand for.
 * @returns undefined until it is known, and for words that are no rule
 */
export function useRuleInWords(words: string): string | undefined {
  const text = useSettled(words);
  const { data } = useQuery({
    queryKey: ["rule", text],
    queryFn: () => api.previewQuickAdd({ text: `${title} ${text}`, timeZone, languages }),
    enabled: text.trim() !== "",
    retry: false,
    gcTime: 0,
  });
  return text === words && data?.task.title === title ? data.task.recurrence?.rrule : undefined;
}

/** The dates of a task with another rule, and what is odd about them. */
export function useDatesOfRule(task: Task, picked: PickedDue, rrule: string | undefined) {
  const { id, version, recurrence } = task;
  return useQuery({
    queryKey: ["dates", id, version, picked, rrule],
    queryFn: async () => {
      const zone = zoneOf(task);
      const rule = { rrule: rrule ?? "", timeZone: zone };
      const { dates, notes } = await api.dates(id, fromPickedDue(picked, zone), null, rule);
      return { dates, notes: await Promise.all(notes.map(noteWords)) };
    },
    // The platform knows nothing of a task that waits to be sent.
    enabled: Boolean(rrule) && rrule !== recurrence?.rrule && picked.due !== "" && version > 0,
    retry: false,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}
