import { t } from "../messages/language";
import { nowOrLater } from "../offline/later";
import type { Act, NewFields, Wish } from "../offline/queued-act";
import { keepRefused, queueAct } from "../offline/without-platform";
import type { Place } from "../places/place";
import { api } from "../shared/api";
import { timeZone } from "../shared/format";
import { person } from "../shared/person";
import { mayHelpLater, messageOf } from "../shared/problem";
import { toast } from "../shared/toasts";
import { taskList } from "../tasks/task-list-state";
import { addedByUser } from "../tasks/undo";
import { languages } from "./languages";
import { showOnItsWay } from "./on-their-way";
import { inWords } from "./refusal-words";
import { termsOf } from "./terms-of-place";
import { type DescribedTask, describedBy } from "./use-preview";

/** A task in words, as the user has added it. */
interface WishInWords extends Wish {
  act: Extract<Act, { kind: "quickAdd" }>;
  task: NewFields & DescribedTask;
  said: string;
  key: string;
  madeAt: number;
  who: string;
}

/** What a text is, where the user is. */
export function toWish(text: string, place: Place, key: string): WishInWords {
  const terms = termsOf(place);
  const task = { ...describedBy(text), listId: terms.listId ?? null };
  const body = { text, timeZone, languages, ...terms };
  const said = t.quickAdd.added(task.title);
  return { act: { kind: "quickAdd", body }, task, said, key, madeAt: Date.now(), who: person() };
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

/**
 * Keeps what was not added while the user was at the next text. It is sent again if that may help, with the same key: it may have been
 * added. Otherwise the user decides.
 */
export async function keepForLater(wish: WishInWords, error: unknown): Promise<void> {
  const words = messageOf(inWords(error));
  const kept = mayHelpLater(error) ? queueAct(wish, true) : keepRefused(wish, words);
  // The browser keeps nothing, as in some private windows.
  await kept.catch(() => toast(t.quickAdd.notAdded(wish.act.body.text), { detail: words }));
}
