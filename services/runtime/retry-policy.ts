/**
 * Waits before the retries of an event that failed, in milliseconds; after the last one it is a dead letter.
 * The series is decision 7 of the requirements.
 */
export const retryWaits = [1_000, 2_000, 4_000] as const;

/**
 * How long an event waits for a predecessor of which nothing is seen, in milliseconds; one that is parked itself is waited
 * for as long as it takes. It must be longer than any bus keeps back what a consumer that died had in hand: Dapr's Redis
 * component takes up to 75 s (dapr-components/broker.ts). Beyond that the predecessor is lost for good, as for a consumer
 * that starts when the bus has forgotten the beginning.
 */
export const predecessorWait = 120_000;
