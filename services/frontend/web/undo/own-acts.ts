import { t } from "../messages/language";
import { person } from "../shared/person";
import { isDown, isStatus, messageOf } from "../shared/problem";
import { dismiss, toast } from "../shared/toasts";
import { readActs, writeActs } from "./kept-acts";
import type { OwnAct, Step, Undone } from "./own-act";
import type { Undoing } from "./undoing";

/** Acts that can be undone one after the other. */
const mostKept = 20;

interface KeptAct extends OwnAct {
  toastId?: number;
}

/** Who did them. */
let owner = person();
/** Last done last. */
let acts: readonly KeptAct[] = readActs();
/** Until what is being undone was answered: one act after the other. */
let running: Promise<void> | undefined;

/**
 * Takes an act back.
 * @param steps with the version that each task has now, as far as it was this page that changed it
 */
type TakeBack = (undo: Undoing, steps: readonly Step[]) => Promise<readonly Undone[]>;
let load: () => Promise<TakeBack> = () => Promise.reject();

/** @param loading gives the script that takes acts back: it knows of everything on the page, and is wanted last */
export function takeBackBy(loading: () => Promise<TakeBack>): void {
  load = loading;
}

/** The acts of who uses the page now: another person must neither see nor undo them. */
function ownActs(): readonly KeptAct[] {
  if (owner === person()) return acts;
  owner = person();
  acts = readActs();
  return acts;
}

/** Remembers an act for Ctrl-Z, and tells of it in a message that has Undo. */
export function doneByUser(act: OwnAct): void {
  // Without a network it could not be loaded any more.
  load().catch(() => {});
  const kept: KeptAct = { ...act };
  if (!act.isQuiet) kept.toastId = toast(act.said, { detail: act.detail ?? "", undo: () => undoAct(kept) });
  const last = ownActs().at(-1);
  if (last && act.goesOn !== undefined && last.goesOn === act.goesOn) {
    last.steps = last.steps.map((step, index) => ({ ...step, to: act.steps[index]?.to ?? step.to }));
  } else acts = [...acts, kept].slice(-mostKept);
  keep();
}

/** Undoes the user's last act, and tells of it. Returns whether there is one. */
export function undoLast(): boolean {
  const last = ownActs().at(-1);
  if (!last) return false;
  // A second key while the first is answered is no second undo.
  if (running) return true;
  undoAct(last).then(
    () => {
      if (last.toastId !== undefined) dismiss(last.toastId);
      toast(t.undo.undone, { detail: last.said });
    },
    (error) => toast(t.undo.notUndone, { detail: `${last.said}. ${messageOf(error)}` }),
  );
  return true;
}

/** @throws {Problem} and then keeps the act, if trying again may help */
async function undoAct(act: KeptAct): Promise<void> {
  const turn = (running ?? Promise.resolve()).catch(() => {}).then(() => undoNow(act));
  running = turn;
  try {
    await turn;
  } finally {
    if (running === turn) running = undefined;
  }
}

async function undoNow(act: KeptAct): Promise<void> {
  const takeBack = await load().catch(() => Promise.reject(new Error(t.undo.notLoaded)));
  // It was undone by the key while its message was still there.
  if (!ownActs().includes(act)) return;
  try {
    const undone = await takeBack(act.undo, act.steps);
    forget(act);
    for (const each of undone) moveOn(act, each);
  } catch (error) {
    if (!mayHelpAgain(error)) forget(act);
    throw error;
  } finally {
    keep();
  }
}

/** For its owner alone: a session may have ended meanwhile. */
function keep(): void {
  if (owner === person()) writeActs(acts.map(({ toastId: _, ...act }) => act));
}

const forget = (act: KeptAct): void => {
  acts = acts.filter((each) => each !== act);
};

/** It is what it was before the act, at a later version: earlier acts are undone from there. */
function moveOn({ steps }: KeptAct, { id, version, was = id }: Undone): void {
  const from = steps.find((step) => step.id === was)?.from;
  for (const act of acts) {
    act.steps = act.steps.map((step) => (step.id === was && step.to === from ? { ...step, to: version } : step));
    if (was !== id) rename(act, was, id);
  }
}

/** Ids are unique: wherever one is, it is that one. */
function rename(act: KeptAct, was: string, id: string): void {
  const { steps, undo }: Pick<OwnAct, "steps" | "undo"> = JSON.parse(JSON.stringify(act).replaceAll(was, id));
  Object.assign(act, { steps, undo });
}

const mayHelpAgain = (error: unknown): boolean => isDown(error) || isStatus(error, 429);
