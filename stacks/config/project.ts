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
});
