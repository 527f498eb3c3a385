import { t } from "../messages/language";
import { isDown, isStatus, messageOf } from "./problem";
import { dismiss, toast } from "./toasts";

/** Acts that can be undone one after the other. */
const mostKept = 20;

/** A task before and after an act, by its versions. */
export interface Step {
  id: string;
  from: number;
  to: number;
}

/** A task as it is once an act was undone. */
export interface Undone {
  id: string;
  version: number;
}

/** What the user did on this page. */
export interface OwnAct {
  /** As "Completed: Water the plants". */
  said: string;
  detail?: string;
  steps: readonly Step[];
  /** Whether no message tells of it: it is seen where it was done. */
  isQuiet?: boolean;
  /** Acts with the same name that follow each other are one to the user, and undone together, as moves of a task. */
  goesOn?: string;
  /**
   * Takes it back.
   * @param steps with the version that each task has now, as far as it was this page that changed it
   */
  undo: (steps: readonly Step[]) => Promise<readonly Undone[]>;
}

interface KeptAct extends OwnAct {
  toastId?: number;
}

/** Last done last. */
let acts: readonly KeptAct[] = [];
/** Until what is being undone was answered: one act after the other. */
let running: Promise<void> | undefined;

/** Remembers an act for Ctrl-Z, and tells of it in a message that has Undo. */
export function doneByUser(act: OwnAct): void {
  const kept: KeptAct = { ...act };
  if (!act.isQuiet) kept.toastId = toast(act.said, { detail: act.detail ?? "", undo: () => takeBack(kept) });
  const last = acts.at(-1);
  if (last && act.goesOn !== undefined && last.goesOn === act.goesOn) {
    last.steps = last.steps.map((step, index) => ({ ...step, to: act.steps[index]?.to ?? step.to }));
  } else acts = [...acts, kept].slice(-mostKept);
}

/** Undoes the user's last act, and tells of it. Returns whether there is one. */
export function undoLast(): boolean {
  const last = acts.at(-1);
  if (!last) return false;
  // A second key while the first is answered is no second undo.
  if (running) return true;
  takeBack(last).then(
    () => {
      if (last.toastId !== undefined) dismiss(last.toastId);
      toast(t.undo.undone, { detail: last.said });
    },
    (error) => toast(t.undo.notUndone, { detail: `${last.said}. ${messageOf(error)}` }),
  );
  return true;
}

/** @throws {Problem} and then keeps the act, if trying again may help */
async function takeBack(act: KeptAct): Promise<void> {
  const turn = (running ?? Promise.resolve()).catch(() => {}).then(() => takeBackNow(act));
  running = turn;
  try {
    await turn;
  } finally {
    if (running === turn) running = undefined;
  }
}

async function takeBackNow(act: KeptAct): Promise<void> {
  // It was undone by the key while its message was still there.
  if (!acts.includes(act)) return;
  try {
    const undone = await act.undo(act.steps);
    forget(act);
    for (const each of undone) moveOn(act, each);
  } catch (error) {
    if (!mayHelpAgain(error)) forget(act);
    throw error;
  }
}

const forget = (act: KeptAct): void => {
  acts = acts.filter((each) => each !== act);
};

/** The task is what it was before the act, at a later version: earlier acts are undone from there. */
function moveOn({ steps }: KeptAct, { id, version }: Undone): void {
  const from = steps.find((step) => step.id === id)?.from;
  for (const act of acts) {
    act.steps = act.steps.map((step) => (step.id === id && step.to === from ? { ...step, to: version } : step));
  }
}

const mayHelpAgain = (error: unknown): boolean => isDown(error) || isStatus(error, 429);
