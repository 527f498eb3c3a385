import { confirmPerson, showSeenAround, showWaiting } from "../offline/without-platform";
import { waitingMark } from "../shared/kept";

/** Milliseconds after which a service worker counts as one that does not come. */
const workerTimeoutMs = 10_000;

let registered: Promise<unknown> | undefined;

/** What an earlier page has left to send is shown from the beginning. */
export async function readWaiting(): Promise<void> {
  if (localStorage.getItem(waitingMark) !== null) await showWaiting().catch(() => {});
}

/**
 * Has the browser keep the page, once the first load is over: that has the line to itself.
 * @param script address of the script of this page
 */
export function keepPage(script: string): void {
  registered ??= register(script);
}

/** The platform has answered: has the browser keep what it tells, and its worker see to the push subscription. */
export function keepTold(): void {
  navigator.serviceWorker?.controller?.postMessage({ checkPush: true });
  Promise.resolve(registered)
    .then(confirmPerson)
    .catch(() => {});
}

/** Shows what was seen last: the platform can't be reached. */
export function showSeen(): void {
  showSeenAround().catch(() => {});
}

/** @returns once the worker has kept the page. Without TLS there is none, and in a private window there may be none. */
async function register(script: string): Promise<void> {
  try {
    const { waiting } = await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
    waiting?.postMessage({ takeOverFor: script });
    const late = new Promise((resolve) => setTimeout(resolve, workerTimeoutMs));
    await Promise.race([navigator.serviceWorker.ready, late]);
  } catch {
    // The page works without it.
  }
}
