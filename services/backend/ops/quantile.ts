/**
 * A quantile of a histogram, as Prometheus's `histogram_quantile` estimates it: linear within a bucket.
 * @param buckets upper bounds in ascending order, the last one infinite, each with how many were at most that
 * @returns null when nothing was observed
 */
export function quantileOf(buckets: readonly (readonly [bound: number, count: number])[], quantile: number) {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total <= 0) return null;
  const rank = quantile * total;
  const index = buckets.findIndex(([, count]) => count >= rank);
  const [bound = 0, count = 0] = buckets[index] ?? [];
  const [lower = 0, below = 0] = buckets[index - 1] ?? [];
  if (!Number.isFinite(bound)) return lower;
  return lower + (bound - lower) * (count === below ? 1 : (rank - below) / (count - below));
}
