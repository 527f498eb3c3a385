/**
 * Places in an order that a person makes: texts of hexadecimal bytes, compared from the left. Between two of them there is
 * always another, a little longer, so that moving one thing changes no other.
 */

/** Bytes of a rank up to which one is made: where more would be needed, the neighbours must be spread first. */
export const mostRankBytes = 40;

/**
 * A rank between two, as short as can be.
 * @param low default: below all
 * @param high default: above all
 * @returns undefined where there is no room
 */
export function rankBetween(low = "", high?: string): string | undefined {
  if (high !== undefined && low >= high) return undefined;
  const [lower, upper] = [bytesOf(low), bytesOf(high ?? "")];
  let isBounded = high !== undefined;
  const rank: number[] = [];
  while (rank.length < mostRankBytes) {
    const place = rank.length;
    const least = lower[place] ?? 0;
    const most = isBounded ? (upper[place] ?? 0) : 256;
    if (most - least > 1) return hexOf([...rank, least + ((most - least) >> 1)]);
    rank.push(least);
    if (most > least) isBounded = false;
  }
  return undefined;
}

/**
 * Ranks between two, in rising order and about equally far from each other.
 * @returns undefined where there is no room
 */
export function spreadRanks(count: number, low?: string, high?: string): string[] | undefined {
  if (count === 0) return [];
  const middle = rankBetween(low, high);
  if (middle === undefined) return undefined;
  const below = (count - 1) >> 1;
  const lower = spreadRanks(below, low, middle);
  const upper = spreadRanks(count - 1 - below, middle, high);
  return lower && upper && [...lower, middle, ...upper];
}

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
const hexOf = (bytes: number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
