import type { FastifyBaseLogger, FastifyError } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { fieldProblem } from "../../contracts/field-problem";
import { maxRequestBytes } from "../../contracts/limits";
import type { ProblemCode } from "../../contracts/problem-codes";
import { messageOf } from "../core/errors";
import { isOutage } from "../database/outage";
import { type FieldError, HttpProblem, type Problem } from "./problem";
import { quotaProblem } from "./quota-problem";
import { type ValidationIssue, validationProblem } from "./validation-problem";

/** SQLSTATE classes of values that Postgres can't take: data exceptions (22), and limits of the server (54). */
const dataErrors = /^(22|54)/;

const bodyTooLarge = `The body has more than ${maxRequestBytes} bytes, the most that a request may have: send less at once.`;

/** The answer to a request that failed with `error`; what is not the client's doing is logged. */
export function problemOf(error: FastifyError, log: FastifyBaseLogger): Problem {
  if (error instanceof HttpProblem) return error.problem;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.flatMap(fieldErrors);
    const detail = errors.map((e) => `${e.field || error.validationContext}: ${e.message}`).join("; ");
    return { status: 400, code: "INVALID_REQUEST", title: "Invalid request", detail, errors };
  }
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return tooLarge(bodyTooLarge);
  if (error.code === "EVENT_TOO_LARGE") return tooLarge(error.message);
  const overQuota = quotaProblem(error, new Date());
  if (overQuota) return overQuota;
  const status = error.statusCode ?? 500;
  // Fastify's own refusals. A client that has gone is one of them, whose ECONNRESET tells nothing of the database.
  if (status < 500) return { status, code: codeOf(status), title: "Invalid request", detail: error.message };
  if (isOutage(error)) {
    log.warn({ err: error }, "Request failed: the database does not answer, or is busy");
    return {
      status: 503,
      code: "DATABASE_UNAVAILABLE",
      title: "Unavailable",
      detail: "The database does not answer right now. Your data is safe: try again.",
    };
  }
  if (dataErrors.test(error.code)) {
    log.warn({ err: error }, "Postgres refused a value that passed the checks at the edge");
    const detail = `A value can't be stored: ${messageOf(error)}`;
    return { status: 400, code: "VALUE_NOT_STORABLE", title: "Invalid request", detail };
  }
  log.error({ err: error }, "Request failed");
  return {
    status: 500,
    code: "INTERNAL_ERROR",
    title: "Internal error",
    detail: "The failure is in the service's log.",
  };
}

const tooLarge = (detail: string): Problem => ({ status: 413, code: "BODY_TOO_LARGE", title: "Too large", detail });

const codeOf = (status: number): ProblemCode => (status === 415 ? "UNSUPPORTED_TYPE" : "REQUEST_UNREADABLE");

interface Validation extends ValidationIssue {
  instancePath: string;
}

function fieldErrors({ instancePath, ...issue }: Validation): FieldError[] {
  const field = instancePath.slice(1).replaceAll("/", ".");
  const { keys } = issue.params;
  const unknown = Array.isArray(keys) ? keys : undefined;
  if (!unknown) return [{ field, ...validationProblem(issue) }];
  const problem = fieldProblem("UNKNOWN_FIELD", "is not a known field");
  return unknown.map((key) => ({ field: [field, key].filter(Boolean).join("."), ...problem }));
}
