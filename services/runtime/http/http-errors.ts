import type { FastifyBaseLogger, FastifyError } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { maxRequestBytes } from "../../contracts/limits";
import { messageOf } from "../core/errors";
import { isOutage } from "../database/outage";
import { type FieldError, HttpProblem, type Problem } from "./problem";
import { quotaProblem } from "./quota-problem";
import { type ValidationIssue, validationWords } from "./validation-words";

/** SQLSTATE classes of values that Postgres can't take: data exceptions (22), and limits of the server (54). */
const dataErrors = /^(22|54)/;

const bodyTooLarge = `The body has more than ${maxRequestBytes} bytes, the most that a request may have: send less at once.`;

/** The answer to a request that failed with `error`; what is not the client's doing is logged. */
export function problemOf(error: FastifyError, log: FastifyBaseLogger): Problem {
  if (error instanceof HttpProblem) return error.problem;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.flatMap(fieldErrors);
    const detail = errors.map((e) => `${e.field || error.validationContext}: ${e.message}`).join("; ");
    return { status: 400, title: "Invalid request", detail, errors };
  }
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return { status: 413, title: "Too large", detail: bodyTooLarge };
  if (error.code === "EVENT_TOO_LARGE") return { status: 413, title: "Too large", detail: error.message };
  const overQuota = quotaProblem(error, new Date());
  if (overQuota) return overQuota;
  const status = error.statusCode ?? 500;
  // Fastify's own refusals. A client that has gone is one of them, whose ECONNRESET tells nothing of the database.
  if (status < 500) return { status, title: "Invalid request", detail: error.message };
  if (isOutage(error)) {
    log.warn({ err: error }, "Request failed: the database does not answer, or is busy");
    return {
      status: 503,
      title: "Unavailable",
      detail: "The database does not answer right now. Your data is safe: try again.",
    };
  }
  if (dataErrors.test(error.code)) {
    log.warn({ err: error }, "Postgres refused a value that passed the checks at the edge");
    return { status: 400, title: "Invalid request", detail: `A value can't be stored: ${messageOf(error)}` };
  }
  log.error({ err: error }, "Request failed");
  return { status: 500, title: "Internal error", detail: "The failure is in the service's log." };
}

interface Validation extends ValidationIssue {
  instancePath: string;
}

function fieldErrors({ instancePath, ...issue }: Validation): FieldError[] {
  const field = instancePath.slice(1).replaceAll("/", ".");
  const { keys } = issue.params;
  const unknown = Array.isArray(keys) ? keys : undefined;
  if (!unknown) return [{ field, message: validationWords(issue) }];
  return unknown.map((key) => ({ field: [field, key].filter(Boolean).join("."), message: "is not a known field" }));
}
