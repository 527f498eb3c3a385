/**
 * How large things may be, in bytes. Who refuses what, and with which words, stands in docs/reference/bad-input.md.
 */

/** A request to the API. A task is a few kilobytes at most; the rest would only be a way to hurt. */
export const maxRequestBytes = 128 * 1024;

/** A file that is imported, for the routes that a service declares as `uploads`: 1,000 bytes for each of 10,000 tasks. */
export const maxUploadBytes = 10_000_000;

/**
 * An event, as JSON in UTF-8. The largest that a request can cause is a change of a task, which carries the task before
 * and after it, and stays below this with any text.
 */
export const maxEventBytes = 150 * 1024;

/**
 * A task, as JSON in UTF-8: an event with the task before and after a change has room for two. Only a checklist can make a task
 * larger than this; all other fields have limits of their own, below it.
 */
export const maxTaskBytes = 74 * 1024;

/**
 * A message on the transport. A sidecar writes each `<`, `>` and `&` as six bytes, so that an event may take six times its size;
 * this has room for that and for what a sidecar adds. It is what Dapr's Kafka client sends at most, and less than the
 * 1 MiB that Kafka and Redpanda take by default.
 * Source: https://github.com/IBM/sarama/blob/v1.48.1/config.go (Producer.MaxMessageBytes)
 */
export const maxMessageBytes = 1_000_000;

/**
 * The content of one page of a list, as JSON: a page ends after the item that passes this, whatever `limit` allows. With
 * the last item, which is an event at most, a page stays below 1 MiB.
 */
export const maxPageBytes = 512 * 1024;
