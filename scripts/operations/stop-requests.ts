import { performance } from "node:perf_hooks";

/** Ctrl-C, `kill`, and a terminal that was closed. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * One Ctrl-C arrives more than once: the terminal sends it to each process of the group, and npm and tsx forward it to the
 * process that they started. What comes within this time of a request is the same one.
 */
const sameRequestMs = 1_000;

export interface StopHandlers {
  /** The first request: end well. */
  readonly stop: () => void;
  /** Every further one: end now. */
  readonly force: () => void;
}

/**
 * Calls a handler for each request to stop this process, which goes on running until its work ends.
 *
 * @returns a function that stops listening
 */
export function onStopRequests({ stop, force }: StopHandlers): () => void {
  let last: number | undefined;
  const request = () => {
    const now = performance.now();
    if (last !== undefined && now - last < sameRequestMs) return;
    const isFirst = last === undefined;
    last = now;
    if (isFirst) stop();
    else force();
  };
  for (const signal of signals) process.on(signal, request);
  return () => {
    for (const signal of signals) process.off(signal, request);
  };
}
