/**
 * Reads at most once in `ms` milliseconds, and once at a time, for all who ask meanwhile. A failure is not kept.
 */
export function recently<Result>(ms: number, read: () => Promise<Result>): () => Promise<Result> {
  let known: Promise<Result> | undefined;
  let since = 0;
  return () => {
    if (known && performance.now() - since < ms) return known;
    const reading = read();
    known = reading;
    since = Number.POSITIVE_INFINITY;
    reading.then(
      () => {
        since = performance.now();
      },
      () => {
        known = undefined;
      },
    );
    return reading;
  };
}
