import { z } from "zod";

/** Names and tags of everything that the platform creates. */
export const projectSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/,
      "must be 2 to 20 lower-case letters, digits and hyphens, starting with a letter, such as freehold",
    )
    .default("freehold")
    .describe(
      "Prefix of every name, and the tag `project`; unique in the tenancy: 2–20 lower-case letters, digits and hyphens.",
    ),
  filesUrl: z
    .string()
    .regex(
      /^https:\/\/[^\s?#]*[^\s?#/]$/,
      "must be an https address without a / at its end, such as https://github.com/you/freehold/blob/main",
    )
    .optional()
    .describe("Where alerts link to runbooks, such as https://github.com/you/freehold/blob/main."),
});
