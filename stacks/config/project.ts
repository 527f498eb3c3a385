import { z } from "zod";

/** Who the platform is, in the names and tags of everything that it makes. */
export const projectSchema = z.strictObject({
  /**
   * Prefix of every name and value of the tag `project`; two platforms in one tenancy need different names.
   * 2 to 20 lower-case letters, digits and hyphens, a letter first. Default: `freehold`.
   */
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/,
      "must be 2 to 20 lower-case letters, digits and hyphens, starting with a letter, such as freehold",
    )
    .default("freehold"),
  /**
   * https address under which this repository's files are shown, such as https://github.com/you/freehold/blob/main: alerts
   * link to their runbooks there. Default: none, and an alert names the path of its runbook in the repository.
   */
  filesUrl: z
    .string()
    .regex(
      /^https:\/\/[^\s?#]*[^\s?#/]$/,
      "must be an https address without a / at its end, such as https://github.com/you/freehold/blob/main",
    )
    .optional(),
});
