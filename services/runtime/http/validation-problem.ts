import { type FieldProblem, fieldProblem } from "../../contracts/field-problem";
import { problemOfMessage } from "./schema-message";

/** What fastify-type-provider-zod hands over of an issue that zod found. */
export interface ValidationIssue {
  /** zod's code, as `too_small`. */
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}

/** zod's own messages are about types and for developers; a schema's own message is already in words. */
const zodMessage = /^(Too small|Too big|Invalid|Unrecognized|Number must)\b/;

const notValid = fieldProblem("NOT_VALID", "is not valid");
const empty = fieldProblem("EMPTY", "must not be empty");
const notATime = fieldProblem("NOT_A_TIME", "must be a date and time with an offset, as 2027-03-13T14:00:00Z");
const formats: Record<string, string> = { uuid: "must be a UUID", regex: "has the wrong form" };

const types: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

/**
 * Says what is wrong with a field in the end of a sentence that begins with the field's name: "must not be empty".
 * Clients show it to their developers, and choose other words for people by its code.
 */
export function validationProblem({ keyword, message, params }: ValidationIssue): FieldProblem {
  if (message === undefined) return notValid;
  const own = problemOfMessage(message);
  if (own) return own;
  if (!zodMessage.test(message)) return fieldProblem("NOT_VALID", message);
  switch (keyword) {
    case "too_small":
      return tooSmall(params);
    case "too_big":
      return tooGreat(params);
    case "invalid_type":
      return message.endsWith("received undefined")
        ? fieldProblem("MISSING", "is missing")
        : wrongType(String(params.expected));
    case "invalid_value":
      return notOneOf(Array.isArray(params.values) ? params.values.map(String) : []);
    case "invalid_format":
      return wrongFormat(String(params.format));
    default:
      return notValid;
  }
}

const wrongType = (type: string) => fieldProblem("WRONG_TYPE", `must be ${types[type] ?? type}`, { type });
const notOneOf = (allowed: string[]) =>
  fieldProblem("NOT_ONE_OF", `must be ${listed(allowed)}`, { allowed: allowed.join(", ") });
const wrongFormat = (format: string) =>
  format === "datetime"
    ? notATime
    : fieldProblem("WRONG_FORMAT", formats[format] ?? `must be a valid ${format}`, { format });

function tooSmall({ origin, minimum }: Record<string, unknown>): FieldProblem {
  const least = Number(minimum);
  const isText = origin === "string";
  if (!isText && !isList(origin)) return fieldProblem("TOO_SMALL", `must be ${least} or more`, { least });
  if (least === 1) return empty;
  if (isText) return fieldProblem("TOO_SHORT", `must have at least ${least} characters`, { least });
  return fieldProblem("TOO_FEW", `must have at least ${entries(least)}`, { least });
}

function tooGreat({ origin, maximum }: Record<string, unknown>): FieldProblem {
  const most = Number(maximum);
  if (origin === "string") return fieldProblem("TOO_LONG", `must have at most ${most} characters`, { most });
  if (isList(origin)) return fieldProblem("TOO_MANY", `must have at most ${entries(most)}`, { most });
  return fieldProblem("TOO_GREAT", `must be ${most} or less`, { most });
}

const isList = (origin: unknown): boolean => origin === "array" || origin === "set";
const entries = (count: number): string => `${count} ${count === 1 ? "entry" : "entries"}`;

const listed = (all: string[]): string =>
  all.length > 1 ? `${all.slice(0, -1).join(", ")} or ${all.at(-1)}` : (all[0] ?? "another value");
