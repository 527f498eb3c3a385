import Table from "cli-table3";
import { OperationError } from "../operations/operation-error";

/** A line of what `npx freehold doctor` found. */
export interface Check {
  readonly name: string;
  /** `skipped` is what could not be looked at; it alone is no fault. */
  readonly state: "ok" | "warning" | "problem" | "skipped";
  readonly found: string;
  /** What to do about it. Absent when there is nothing to do. */
  readonly fix?: string;
}

/** Whether something would make a deploy fail. */
export const hasProblem = (checks: readonly Check[]): boolean => checks.some(({ state }) => state === "problem");

/** Makes a check that can't be made into a line of its own, so that the others still stand. */
export async function attempt(
  name: string,
  state: "problem" | "skipped",
  work: () => Promise<Check[]>,
): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    const { problem, fix } = error;
    return [{ name, state, found: problem, ...(fix && { fix }) }];
  }
}

/** The checks as a table. */
export function renderChecks(checks: readonly Check[]): string {
  const table = new Table({
    head: ["check", "state", "found", "fix"],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [26, 10, 42, 46],
  });
  for (const { name, state, found, fix = "" } of checks) table.push([name, state, found, fix]);
  return table.toString();
}
