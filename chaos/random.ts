/** Numbers from 0 to 1, the same for the same seed. Mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to `limit` - 1. */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit);
