import * as z from "zod";
import { schemaMessage } from "../runtime/http/schema-message";

/** Years that every part can write with four digits, whatever is counted back from them. */
export const firstYear = 1970;
export const lastYear = 9999;

/** The message of a schema for a year out of reach. */
export const yearOutOfReach = schemaMessage("YEAR_OUT_OF_REACH", `needs a year from ${firstYear} to ${lastYear}`, {
  first: firstYear,
  last: lastYear,
});

function isInReach(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= firstYear && year <= lastYear;
}

/**
 * An instant as clients send it, in UTC from here on: PostgreSQL takes no offset of 16 hours or more, and no part behind
 * this one has to know that.
 */
export const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine(isInReach, { error: yearOutOfReach, abort: true })
  .overwrite((text) => (isInReach(text) ? new Date(text).toISOString() : text))
  .describe("ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z");
