import { once } from "node:events";

/** The result of `work`; when `signal` is aborted, its reason, and what `work` waits for is aborted as well. */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
  failure: AbortController,
): Promise<Result> {
  if (!signal) return work;
  signal.throwIfAborted();
  const over = new AbortController();
  const aborted = once(signal, "abort", { signal: over.signal }).then(() => {
    failure.abort(signal.reason);
    throw signal.reason;
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    over.abort();
  }
}
