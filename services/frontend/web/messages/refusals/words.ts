import type { Answer } from "../../../../../packages/client/routes";
import type { components } from "../../../../../packages/client/schema";

export type ProblemAnswer = components["schemas"]["Problem"];
export type ProblemCode = ProblemAnswer["code"];
export type FieldCode = NonNullable<ProblemAnswer["errors"]>[number]["code"];

/** What the API says of a text or a file that it takes as it is. */
export type Note = Omit<Answer<"post", "/api/import">["notes"][number], "line">;

/** Words for each code that the API answers; `{name}` is one of the values that come with it. */
export interface RefusalWords {
  problems: Readonly<Record<ProblemCode, string>>;
  /** Ends of sentences that begin with a field's name. */
  fields: Readonly<Record<FieldCode, string>>;
  notes: Readonly<Record<Note["code"], string>>;
}
