import type { FastifyReply } from "fastify";

/** What is wrong with one field of a request. */
export interface FieldError {
  /** Path of the field, as `recurrence.rrule`; empty for the body as a whole. */
  field: string;
  message: string;
}

/** Problem details for HTTP APIs: RFC 9457, with the extension member `errors`. */
export interface Problem {
  status: number;
  title: string;
  detail?: string;
  errors?: FieldError[];
}

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

/** Sends a problem; a 401 says how to sign in, as RFC 9110 (section 15.5.2) demands. */
export function sendProblem(reply: FastifyReply, { status, title, detail, errors }: Problem): FastifyReply {
  if (status === 401) reply.header("www-authenticate", "Bearer");
  return reply
    .code(status)
    .type("application/problem+json")
    .send({ type: "about:blank", title, status, detail, errors });
}
