import * as z from "zod";
import { schemaMessage } from "../runtime/http/schema-message";

/** Characters as people and JSON Schema count them; JavaScript counts most emoji twice. */
const lengthOf = (text: string): number => [...text].length;

/**
 * A text of up to `most` characters, as Postgres can store it: without NUL, and without half of a surrogate pair, which is
 * no character.
 */
export const text = (most: number) =>
  z
    .string()
    .refine((value) => lengthOf(value) <= most, {
      error: schemaMessage("TOO_LONG", `is longer than ${most} characters`, { most }),
      abort: true,
    })
    .refine((value) => !/\0|\p{Surrogate}/u.test(value), {
      error: schemaMessage("NOT_STORABLE", "has a character that can't be stored"),
      abort: true,
    })
    .meta({ maxLength: most, pattern: "^[^\\u0000]*$" });

/**
 * What would break the line or act on the program that shows it: control characters, separators of lines and paragraphs, and the two
 * that turn the direction of letters around. Marks and isolates, which right-to-left text needs, stay.
 */
const breaking = /[\p{Cc}\p{Zl}\p{Zp}\u202d\u202e]/u;
/**
 * What leaves no mark when it stands alone: spaces, formats such as zero-width and bidirectional ones, marks that need a
 * letter before them, fillers, variation selectors, and the Braille pattern without a dot.
 */
const invisible = /^[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]*$/u;

/** The same for JSON Schema, as far as patterns can tell it everywhere: no control character, and more than ASCII spaces. */
const linePattern =
  "^ *[^\\u0000-\\u0020\\u007f-\\u009f\\u2028\\u2029\\u202d\\u202e][^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202d\\u202e]*$";

/**
 * One line of up to `most` characters, at least one of which can be seen: a name that people tell from others. Spaces
 * around it are cut off.
 */
export const line = (most: number) =>
  text(most)
    .refine((value) => !breaking.test(value), {
      error: schemaMessage("NOT_ONE_LINE", "must be one line, without control characters"),
      abort: true,
    })
    .refine((value) => !invisible.test(value), {
      error: schemaMessage("NOT_VISIBLE", "needs a visible character"),
      abort: true,
    })
    .trim()
    .meta({ minLength: 1, maxLength: most, pattern: linePattern });
