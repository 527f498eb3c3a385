import type { FastifyReply } from "fastify";

/** What is wrong with one field of a request. */
export interface FieldError {
  /** Path of the field, as `recurrence.rrule`; empty for the body as a whole. */
  field: string;
  message: string;
  /** Line of a file that was sent, from 1. */
  line?: number;
}

/** Problem details for HTTP APIs: RFC 9457, with extension members. */
export interface Problem {
  status: number;
  title: string;
  detail?: string;
  errors?: FieldError[];
  /** The quota that is used up, for 429. */
  quota?: { name: string; limit: number; resetsAt: string | null };
  /** Seconds after which the same request may succeed; sent as Retry-After. Default for 503: 5. */
  retryAfterSeconds?: number;
  /** Methods that the resource has, for 405; sent as Allow. */
  allow?: string;
}

/** Seconds after which a client may ask again when the platform can't answer. An outage is noticed to be over within two. */
const unavailableSeconds = 5;

export const problemContentType = "application/problem+json";

/** An answer that is not a success, to be thrown by a route. */
export class HttpProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

export const notFound = (what: string): HttpProblem =>
  new HttpProblem({ status: 404, title: "Not found", detail: `${what} does not exist, or is not yours.` });

export const invalid = (field: string, message: string): HttpProblem =>
  new HttpProblem({
    status: 400,
    title: "Invalid request",
    detail: `${field}: ${message}`,
    errors: [{ field, message }],
  });

export const conflict = (detail: string): HttpProblem => new HttpProblem({ status: 409, title: "Conflict", detail });

/** Sends a problem; a 401 says how to sign in, as RFC 9110 (section 15.5.2) demands, and a 503 when to ask again. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, title, detail, errors, quota, allow } = problem;
  const retryAfterSeconds = problem.retryAfterSeconds ?? (status === 503 ? unavailableSeconds : undefined);
  if (status === 401) reply.header("www-authenticate", "Bearer");
  if (retryAfterSeconds !== undefined) reply.header("retry-after", String(retryAfterSeconds));
  if (allow !== undefined) reply.header("allow", allow);
  return reply
    .code(status)
    .type(`${problemContentType}; charset=utf-8`)
    .serializer(JSON.stringify)
    .send({ type: "about:blank", title, status, detail, errors, quota });
}
