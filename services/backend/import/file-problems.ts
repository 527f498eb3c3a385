import type { FieldProblem } from "../../contracts/field-problem";
import { type FieldError, HttpProblem } from "../../runtime/http/problem";

/** What is told of a bad file at once. */
const mostProblems = 100;

/** What is wrong with a file. It is refused whole, with all that was found up to a bound. */
export class FileProblems {
  private readonly found: FieldError[] = [];

  get any(): boolean {
    return this.found.length > 0;
  }

  /** @throws HttpProblem 400 when enough is found: the rest of the file is not read */
  add(line: number, field: string, problem: FieldProblem): void {
    this.found.push({ line, field, ...problem });
    if (this.found.length >= mostProblems) this.throwIfAny();
  }

  /** @throws HttpProblem 400 */
  throwIfAny(): void {
    if (!this.any) return;
    const errors = this.found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const [first] = errors;
    const others = errors.length > 1 ? ` (and ${errors.length - 1} more in errors)` : "";
    throw new HttpProblem({
      status: 400,
      code: "INVALID_FILE",
      title: "Invalid file",
      detail: `No task was imported. Line ${first?.line}: ${first?.field} ${first?.message}${others}`,
      errors,
    });
  }
}
