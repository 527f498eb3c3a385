/**
 * Waits before the retries of an event that failed, in milliseconds; after the last one it is a dead letter.
 * The series is decision 7 of the requirements.
 */
export const retryWaits = [1_000, 2_000, 4_000] as const;

/**
 * How long an event waits for a predecessor of which nothing is seen, in milliseconds. It only matters where the
 * predecessor is lost for good (a consumer that starts when the bus has forgotten the beginning); one that is parked
 * itself is waited for as long as it takes.
 */
export const predecessorWait = 60_000;
