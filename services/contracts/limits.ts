/**
 * How large things may be, in bytes. Who refuses what, and with which words, stands in docs/bad-input.md.
 */

/** A request to the API. A task is a few kilobytes at most; the rest would only be a way to hurt. */
export const maxRequestBytes = 128 * 1024;

/**
 * An event, as JSON in UTF-8. The largest that a request can cause is a change of a task, which carries the task before
 * and after it, and stays below this whatever its text is made of.
 */
export const maxEventBytes = 150 * 1024;

/**
 * A message on the bus. A sidecar writes each `<`, `>` and `&` as six bytes, so that an event may take six times its size;
 * this has room for that and for what a sidecar adds. It is what Dapr's Kafka client sends at most, and less than the
 * 1 MiB that Kafka and Redpanda take where nobody set anything.
 * Source: https://github.com/IBM/sarama/blob/v1.48.1/config.go (Producer.MaxMessageBytes)
 */
export const maxMessageBytes = 1_000_000;
