import { t } from "../messages/language";
import { nowOrLater } from "../offline/later";
import type { Act, NewFields } from "../offline/queued-act";
import { keepRefused } from "../offline/without-platform";
import type { Place } from "../places/place";
import { api } from "../shared/api";
import { timeZone } from "../shared/format";
import { toast } from "../shared/toasts";
import { taskList } from "../tasks/task-list-state";
import { addedByUser } from "../tasks/undo";
import { languages } from "./languages";
import { showOnItsWay } from "./on-their-way";
import { termsOf } from "./terms-of-place";
import { type DescribedTask, describedBy } from "./use-preview";

/** A task in words, as the user has added it. */
interface WishInWords {
  act: Extract<Act, { kind: "quickAdd" }>;
  task: NewFields & DescribedTask;
  said: string;
  /** The `Idempotency-Key`. */
  key: string;
}

/** What a text is, where the user is. */
export function toWish(text: string, place: Place, key: string): WishInWords {
  const terms = termsOf(place);
  const task = { ...describedBy(text), listId: terms.listId ?? null };
  const body = { text, timeZone, languages, ...terms };
  return { act: { kind: "quickAdd", body }, task, said: t.quickAdd.added(task.title), key };
}

/**
 * Adds a task, or keeps it until the platform can be reached. Until there is an answer, it is shown as it will be.
 * @returns its title
 * @throws {Problem}
 */
export async function addInWords(wish: WishInWords): Promise<string> {
  const { act, task } = wish;
  const added = await showOnItsWay(task, async () => {
    const done = await nowOrLater(wish, (key) => api.quickAdd(act.body, key));
    if (done) taskList.apply(done.answer);
    return done?.answer;
  });
  if (added) addedByUser(added);
  return (added ?? task).title;
}

/** Keeps what the platform has refused while the user was at the next text, for the user to decide on. */
export async function keepForLater(wish: WishInWords, words: string): Promise<void> {
  await keepRefused(wish, words).catch(() => toast(t.quickAdd.notAdded(wish.task.title), { detail: words }));
}
