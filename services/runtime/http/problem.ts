import type { FastifyReply } from "fastify";
import { type FieldProblem, fieldProblem } from "../../contracts/field-problem";
import type { FieldCode, fieldCodes, ProblemCode, problemCodes, ValuesOf } from "../../contracts/problem-codes";

/** What is wrong with one field of a request. */
export interface FieldError extends FieldProblem {
  /** Path of the field, as `recurrence.rrule`; empty for the body as a whole. */
  field: string;
  /** Line of a file that was sent, from 1. */
  line?: number;
}

/** Problem details for HTTP APIs: RFC 9457, with extension members. */
export interface Problem {
  status: number;
  code: ProblemCode;
  title: string;
  detail?: string;
  /** What words by the code need. */
  values?: Record<string, string | number>;
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
  new HttpProblem({
    status: 404,
    code: "NOT_FOUND",
    title: "Not found",
    detail: `${what} does not exist, or is not yours.`,
  });

export const invalidField = (field: string, problem: FieldProblem): HttpProblem =>
  new HttpProblem({
    status: 400,
    code: "INVALID_REQUEST",
    title: "Invalid request",
    detail: `${field}: ${problem.message}`,
    errors: [{ field, ...problem }],
  });

export const invalid = <Code extends FieldCode>(
  field: string,
  code: Code,
  message: string,
  ...values: ValuesOf<(typeof fieldCodes)[Code]>
): HttpProblem => invalidField(field, fieldProblem(code, message, ...values));

export const conflict = <Code extends ProblemCode>(
  code: Code,
  detail: string,
  ...[values]: ValuesOf<(typeof problemCodes)[Code]>
): HttpProblem => new HttpProblem({ status: 409, code, title: "Conflict", detail, ...(values && { values }) });

export const forbidden = (code: ProblemCode, detail: string): HttpProblem =>
  new HttpProblem({ status: 403, code, title: "Forbidden", detail });

/** What a client gets of a problem. */
export const problemBody = ({ status, code, title, detail, values, errors, quota }: Problem) => ({
  type: "about:blank",
  code,
  title,
  status,
  detail,
  values,
  errors,
  quota,
});

/** Sends a problem; a 401 says how to sign in, as RFC 9110 (section 15.5.2) demands, and a 503 when to ask again. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, allow } = problem;
  const retryAfterSeconds = problem.retryAfterSeconds ?? (status === 503 ? unavailableSeconds : undefined);
  if (status === 401) reply.header("www-authenticate", "Bearer");
  if (retryAfterSeconds !== undefined) reply.header("retry-after", String(retryAfterSeconds));
  if (allow !== undefined) reply.header("allow", allow);
  return reply
    .code(status)
    .type(`${problemContentType}; charset=utf-8`)
    .serializer(JSON.stringify)
    .send(problemBody(problem));
}
