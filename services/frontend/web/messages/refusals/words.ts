import type { components } from "../../../../../packages/client/schema";

export type ProblemAnswer = components["schemas"]["Problem"];
export type ProblemCode = ProblemAnswer["code"];
export type FieldCode = NonNullable<ProblemAnswer["errors"]>[number]["code"];

/** Words for each code that the API answers; `{name}` is one of the values that come with it. */
export interface RefusalWords {
  problems: Readonly<Record<ProblemCode, string>>;
  /** Ends of sentences that begin with a field's name. */
  fields: Readonly<Record<FieldCode, string>>;
}
