/** A new `Idempotency-Key`. Random, and available on a page without TLS, which crypto.randomUUID is not. */
export const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");
