import { t } from "../messages/language";
import { announce } from "../shared/announcer";
import { person } from "../shared/person";
import { mayHelpLater, messageOf, Problem } from "../shared/problem";
import { toast } from "../shared/toasts";
import type { Task } from "../shared/types";
import { nextOf, withAnswer, withRefusal, withTry } from "./queue";
import type { QueuedAct } from "./queued-act";
import { Contested, sendAct } from "./send-act";
import { change, queue, readAgain, showSending } from "./waiting-queue";

/** Seconds after which acts are sent again that could not be; it doubles up to the longest. */
const firstRetrySeconds = 5;
const longestRetrySeconds = 120;
/** Failures of the platform itself after which an act is not sent again: it may be what makes it fail. */
const mostFailures = 4;

/** Takes the answer to an act: the task as it is now, undefined once it is deleted. */
type Answered = (act: QueuedAct, task: Task | undefined) => void;

let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | undefined;

/** Sends what waits, one after the other. Of several tabs one does. */
export function sendAll(answered: Answered): Promise<void> {
  clearTimeout(timer);
  const again = () => void sendAll(answered);
  const work = () => sendInTurn(answered, again);
  // On a page without TLS there are no locks: the platform takes each act once anyhow.
  running ??= Promise.resolve(navigator.locks ? navigator.locks.request("freehold.send", work) : work()).finally(() => {
    running = undefined;
    showSending(false);
  });
  return running;
}

async function sendInTurn(answered: Answered, again: () => void): Promise<void> {
  const who = person();
  // Another tab may have sent them.
  await readAgain();
  let [sent, refused] = [0, 0];
  for (let next = nextOf(queue.get()); next && person() === who; next = nextOf(queue.get())) {
    showSending(true);
    const { key } = next;
    try {
      await change((acts) => withTry(acts, key, Date.now()));
      const task = await sendAct(next);
      failures = 0;
      sent += 1;
      await change((acts) => withAnswer(acts, key, task));
      answered(next, task);
    } catch (error) {
      if (isWorthATry(error)) {
        retryLater(error, again);
        break;
      }
      failures = 0;
      const refusal = error instanceof Contested ? error.refusal : { words: messageOf(error) };
      await change((acts) => withRefusal(acts, key, refusal));
      refused += 1;
    }
  }
  if (refused > 0) toast(t.offline.refused(refused));
  if (sent > 0) announce(t.offline.sent(sent));
}

const isWorthATry = (error: unknown): boolean =>
  mayHelpLater(error) && (error.status !== 500 || failures < mostFailures);

function retryLater(error: unknown, again: () => void): void {
  // The user is being asked to sign in.
  if (!(error instanceof Problem) || error.status === 401) return;
  const wait = Math.min(longestRetrySeconds, firstRetrySeconds * 2 ** failures);
  failures += 1;
  timer = setTimeout(again, Math.max(wait, error.retryAfterSeconds ?? 0) * 1_000);
}
