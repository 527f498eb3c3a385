import type { Note } from "../../contracts/note";
import type { FileProblems } from "./file-problems";
import type { ImportedTask } from "./imported-task";
import type { ImportedList } from "./plan-lists";
import type { ReadingTime } from "./reading-time";

/** What of a file was left out, and why. It is no reason to refuse the file. */
export interface ImportNote extends Note {
  line: number;
}

export interface ReadingContext {
  problems: FileProblems;
  time: ReadingTime;
  now: Date;
  /** In which dates without one are read. */
  timeZone: string;
}

/** Reads the tasks of a file. What is wrong with it is added to the problems. */
export type FileReader = (
  text: string,
  context: ReadingContext,
) => Promise<{ tasks: ImportedTask[]; lists: ImportedList[]; notes: ImportNote[] }>;
