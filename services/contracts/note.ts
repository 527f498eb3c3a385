import type { NoteCode, noteCodes, ValuesOf } from "./problem-codes";

/** What is said of what somebody has given, though nothing is wrong with it. */
export interface Note {
  code: NoteCode;
  /** In English. */
  message: string;
  /** What words by the code need. */
  values?: Record<string, string | number> | undefined;
}

/** A note with the values that its code has. */
export const note = <Code extends NoteCode>(
  code: Code,
  message: string,
  ...[values]: ValuesOf<(typeof noteCodes)[Code]>
): Note => ({ code, message, ...(values && { values }) });
