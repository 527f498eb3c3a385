import { stripVTControlCharacters } from "node:util";

/** What Terraform had begun when it was made to end. */
export interface Unfinished {
  readonly address: string;
  readonly action: "Creating" | "Modifying" | "Destroying";
}

/**
 * Reads from Terraform's output which resources it had begun and not finished. One of them may exist without being in the
 * state.
 */
export function unfinished(output: string): Unfinished[] {
  const begun = new Map<string, Unfinished>();
  for (const line of stripVTControlCharacters(output).split("\n")) {
    const [, address = "", what = ""] =
      /^(\S+): (Creating|Modifying|Destroying|(?:Creation|Modifications|Destruction) complete|(?:Creation|Modifying|Destroying) errored)/.exec(
        line,
      ) ?? [];
    if (what === "Creating" || what === "Modifying" || what === "Destroying")
      begun.set(address, { address, action: what });
    else if (what) begun.delete(address);
  }
  return [...begun.values()];
}
