/** Requests that a service has answered, and how long each took. */
export const requests = "freehold_http_request_seconds";

/**
 * Of those, what somebody waits for. Probes and scrapes are not: /readyz answers 503 for as long as a service starts or
 * stops, and both would outnumber users on a quiet day.
 */
export const ofUsers = 'route!~"/healthz|/readyz|/metrics"';
