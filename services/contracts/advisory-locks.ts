/**
 * Keys of the advisory locks that processes take on the database, all in one place so that no two are equal. Two versions
 * of a service run side by side during a release: a key never changes its number.
 */
export const advisoryLocks = {
  /** Keeps two migrations apart. */
  migrations: 7_361_001,
  /** Makes relays take turns, so that none overtakes another with a later event of a task. */
  relay: 7_361_002,
  /** Under which the embedded transport's log is appended to, so that positions become visible in their order. */
  eventLog: 7_361_003,
  /** Held for as long as a process of `npm start` owns the data folder. */
  dataFolder: 7_361_004,
  /** With a hash of the owner as second key: makes requests that create lists of one owner count one after the other. */
  lists: 7_361_005,
  /** With a hash of the owner as second key: makes moves in the manual order of one owner take turns. */
  moves: 7_361_006,
} as const;
