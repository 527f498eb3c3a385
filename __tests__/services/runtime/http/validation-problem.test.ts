import * as z from "zod";
import { schemaMessage } from "../../../../services/runtime/http/schema-message";
import { validationProblem } from "../../../../services/runtime/http/validation-problem";

/** Each issue as the route's validator hands it over. */
const problems = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ code, message, path: _, ...params }) =>
    validationProblem({ keyword: code, message, params: { ...params } }),
  );
};

test.each([
  ["an empty text", z.string().min(1), "", { code: "EMPTY", message: "must not be empty" }],
  [
    "a text that is too short",
    z.string().min(3),
    "a",
    { code: "TOO_SHORT", message: "must have at least 3 characters", values: { least: 3 } },
  ],
  [
    "a text that is too long",
    z.string().max(2),
    "abc",
    { code: "TOO_LONG", message: "must have at most 2 characters", values: { most: 2 } },
  ],
  [
    "a list that is too long",
    z.array(z.number()).max(1),
    [1, 2],
    { code: "TOO_MANY", message: "must have at most 1 entry", values: { most: 1 } },
  ],
  [
    "a list that is too short",
    z.array(z.number()).min(2),
    [1],
    { code: "TOO_FEW", message: "must have at least 2 entries", values: { least: 2 } },
  ],
  [
    "a number that is too small",
    z.int().min(0),
    -1,
    { code: "TOO_SMALL", message: "must be 0 or more", values: { least: 0 } },
  ],
  [
    "a number that is too large",
    z.int().max(5),
    6,
    { code: "TOO_GREAT", message: "must be 5 or less", values: { most: 5 } },
  ],
  [
    "a number with a fraction",
    z.int(),
    1.5,
    { code: "WRONG_TYPE", message: "must be a whole number", values: { type: "int" } },
  ],
  [
    "a value of another type",
    z.string(),
    5,
    { code: "WRONG_TYPE", message: "must be a text", values: { type: "string" } },
  ],
  ["nothing at all", z.string(), undefined, { code: "MISSING", message: "is missing" }],
  [
    "a value that is not on the list",
    z.enum(["low", "medium", "high"]),
    "x",
    { code: "NOT_ONE_OF", message: "must be low, medium or high", values: { allowed: "low, medium, high" } },
  ],
  [
    "a date without a zone",
    z.iso.datetime({ offset: true }),
    "2027-03-13",
    { code: "NOT_A_TIME", message: expect.stringContaining("2027-03-13T14:00") },
  ],
  [
    "an id that is none",
    z.uuid(),
    "x",
    { code: "WRONG_FORMAT", message: "must be a UUID", values: { format: "uuid" } },
  ],
  [
    "a text by a schema's own words",
    z.string().refine(() => false, schemaMessage("TOO_LATE", "is more than 5 days from now", { days: 5 })),
    "x",
    { code: "TOO_LATE", message: "is more than 5 days from now", values: { days: 5 } },
  ],
])("%s is refused with a code and in words for people", (_what, schema, value, expected) => {
  expect(problems(schema, value)).toEqual([expected]);
});
