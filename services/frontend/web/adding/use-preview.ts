import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { currentPlace } from "../places/current-place";
import type { Place } from "../places/place";
import { api } from "../shared/api";
import { fieldSentence } from "../shared/field-sentence";
import { timeZone } from "../shared/format";
import { noteWords } from "../shared/note-words";
import { isStatus, Problem } from "../shared/problem";
import { queryClient } from "../shared/query-client";
import { useStore } from "../shared/store";
import type { QuickAddPreview } from "../shared/types";
import { useSettled } from "../shared/use-settled";
import { languages } from "./languages";
import { termsOf } from "./terms-of-place";

/** What a text means: a task, or what it still lacks. Neither, when the platform can't be asked: adding it will say so. */
export interface Meaning {
  preview?: QuickAddPreview;
  /** What clock changes and short months do to its dates. */
  notes: string[];
  lacks: string[];
}

export type DescribedTask = QuickAddPreview["task"];

const keyOf = (text: string, place: Place) => ["quick-add", text, termsOf(place).dueIfNone, place.tag];

const knownOf = (text: string) => queryClient.getQueryData<Meaning>(keyOf(text, currentPlace.get()));

/** Whether a text is known to be no task yet. */
export const lacksSomething = (text: string): boolean => (knownOf(text)?.lacks.length ?? 0) > 0;

/** The task that a text describes, as far as the API was asked already. */
export const describedBy = (text: string): DescribedTask =>
  knownOf(text)?.preview?.task ?? {
    title: text,
    dueAt: null,
    recurrence: null,
    reminders: [],
    priority: "medium",
    tags: termsOf(currentPlace.get()).tags ?? [],
  };

/** What the text means that was last typed; undefined until the first answer. */
export function usePreview(text: string): Meaning | undefined {
  const settled = useSettled(text);
  const place = useStore(currentPlace);
  const { data } = useQuery({
    queryKey: keyOf(settled, place),
    queryFn: () => ask(settled, place),
    enabled: settled === text,
    // "Tomorrow" is another day by then.
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return data;
}

async function ask(text: string, place: Place): Promise<Meaning> {
  try {
    const preview = await api.previewQuickAdd({ text, timeZone, languages, ...termsOf(place) });
    return { preview, notes: await Promise.all(preview.notes.map(noteWords)), lacks: [] };
  } catch (error) {
    return {
      notes: [],
      lacks: error instanceof Problem && isStatus(error, 400) ? error.errors.map(fieldSentence) : [],
    };
  }
}
