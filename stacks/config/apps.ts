import { z } from "zod";

/** The services themselves. */
export const appsSchema = z.strictObject({});
