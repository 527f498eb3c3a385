import { fieldProblem } from "../../contracts/field-problem";
import type { FileProblems } from "./file-problems";
import type { ReadingContext } from "./file-reader";

/** Characters of a content line. The longest text of a task takes a third of it; a parser's time may grow with the square. */
const longestLine = 64_000;

/** A line of iCalendar, unfolded (RFC 5545, section 3.1), with the number of its first line in the file. */
export interface ContentLine {
  line: number;
  /** In capitals. */
  name: string;
  /** What stands behind the first colon that is not in quotes. */
  value: string;
  text: string;
}

const parts = /^([A-Za-z0-9-]+)(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*:(.*)$/s;

/** The content lines of a file. One that is none is added to the problems. */
export async function* contentLines(
  text: string,
  { problems, time }: Pick<ReadingContext, "problems" | "time">,
): AsyncGenerator<ContentLine> {
  for (const { line, text: unfolded } of unfold(text.replace(/^\uFEFF/, ""), problems)) {
    await time.pause();
    if (unfolded === "") continue;
    const [, name, value] = parts.exec(unfolded) ?? [];
    if (name === undefined || value === undefined)
      problems.add(line, "line", fieldProblem("FILE_MALFORMED", "is not NAME:value (RFC 5545 3.1)"));
    else yield { line, name: name.toUpperCase(), value, text: unfolded };
  }
}

/** @throws HttpProblem 400 for a line that is too long: the rest of it is not read */
function* unfold(text: string, problems: FileProblems): Generator<{ line: number; text: string }> {
  let folded: string[] = [];
  let length = 0;
  let began = 1;
  let line = 0;
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [, part = ""] = match;
    line += 1;
    const isMore = /^[ \t]/.test(part) && folded.length > 0;
    if (!isMore && folded.length > 0) yield { line: began, text: folded.join("") };
    if (!isMore) [folded, length, began] = [[], 0, line];
    folded.push(isMore ? part.slice(1) : part);
    length += part.length;
    if (length <= longestLine) continue;
    problems.add(
      began,
      "line",
      fieldProblem("TOO_LONG", `is longer than ${longestLine} characters`, { most: longestLine }),
    );
    problems.throwIfAny();
  }
  if (folded.length > 0) yield { line: began, text: folded.join("") };
}
