import * as z from "zod";
import { validationWords } from "../../../../services/runtime/http/validation-words";

/** Each issue as the route's validator hands it over. */
const words = (schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ code, message, path: _, ...params }) =>
    validationWords({ keyword: code, message, params: { ...params } }),
  );
};

test.each([
  ["an empty text", z.string().min(1), "", "must not be empty"],
  ["a text that is too short", z.string().min(3), "a", "must have at least 3 characters"],
  ["a text that is too long", z.string().max(2), "abc", "must have at most 2 characters"],
  ["a list that is too long", z.array(z.number()).max(1), [1, 2], "must have at most 1 entry"],
  ["a number that is too small", z.int().min(0), -1, "must be 0 or more"],
  ["a number that is too large", z.int().max(5), 6, "must be 5 or less"],
  ["a number with a fraction", z.int(), 1.5, "must be a whole number"],
  ["a value of another type", z.string(), 5, "must be a text"],
  ["a list where a text belongs", z.string(), [], "must be a text"],
  ["nothing at all", z.string(), undefined, "is missing"],
  ["a value that is not on the list", z.enum(["low", "medium", "high"]), "x", "must be low, medium or high"],
  [
    "a date without a zone",
    z.iso.datetime({ offset: true }),
    "2027-03-13",
    expect.stringContaining("2027-03-13T14:00"),
  ],
  ["an id that is none", z.uuid(), "x", "must be a UUID"],
  ["words of the schema's own", z.string().refine(() => false, "needs a due date"), "x", "needs a due date"],
])("%s is refused in words for people", (_what, schema, value, expected) => {
  expect(words(schema, value)).toEqual([expected]);
});
