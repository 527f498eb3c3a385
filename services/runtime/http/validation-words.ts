/** What fastify-type-provider-zod hands over of an issue that zod found. */
export interface ValidationIssue {
  /** zod's code, as `too_small`. */
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}

/** zod's own messages are about types and for developers; a schema's own message is already in words. */
const zodMessage = /^(Too small|Too big|Invalid|Unrecognized|Number must)\b/;

const formats: Record<string, string> = {
  datetime: "must be a date and time with an offset, as 2027-03-13T14:00:00Z",
  uuid: "must be a UUID",
};

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
 * Pages show it to people, and clients to their developers.
 */
export function validationWords({ keyword, message, params }: ValidationIssue): string {
  if (message === undefined) return "is not valid";
  if (!zodMessage.test(message)) return message;
  switch (keyword) {
    case "too_small":
      return bound(params, "minimum");
    case "too_big":
      return bound(params, "maximum");
    case "invalid_type":
      if (message.endsWith("received undefined")) return "is missing";
      return `must be ${types[String(params.expected)] ?? String(params.expected)}`;
    case "invalid_value":
      return `must be ${Array.isArray(params.values) ? listed(params.values) : "another value"}`;
    case "invalid_format":
      return formats[String(params.format)] ?? `must be a valid ${String(params.format)}`;
    default:
      return "is not valid";
  }
}

function bound({ origin, ...params }: Record<string, unknown>, side: "minimum" | "maximum"): string {
  const limit = Number(params[side]);
  const most = side === "maximum";
  if (origin === "string") {
    if (!most && limit === 1) return "must not be empty";
    return most ? `must have at most ${limit} characters` : `must have at least ${limit} characters`;
  }
  if (origin === "array" || origin === "set") {
    if (!most && limit === 1) return "must not be empty";
    return most
      ? `must have at most ${limit} ${limit === 1 ? "entry" : "entries"}`
      : `must have at least ${limit} ${limit === 1 ? "entry" : "entries"}`;
  }
  return most ? `must be ${limit} or less` : `must be ${limit} or more`;
}

function listed(values: unknown[]): string {
  const all = values.map(String);
  return all.length === 1 ? String(all[0]) : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
