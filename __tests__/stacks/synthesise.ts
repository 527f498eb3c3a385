import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Attributes, Synthesised } from "../../scripts/rehearse/stacks/synthesised";
import { type ConfigInput, defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import type { StackName } from "../../stacks/constructs/terraform/freehold-stack";
import { synthesisedFolderVariable } from "./synthesised-folder";

export type { Attributes, Synthesised };

/**
 * Synthesises all stacks from a configuration, with the pins of the repository. The first test file of a run that asks for a
 * configuration synthesises it, the others read its JSON: a synth takes more than a CPU second, and so does loading CDKTF.
 */
export function synthesise(input: ConfigInput = {}): Record<StackName, Synthesised> {
  const folder = process.env[synthesisedFolderVariable];
  if (!folder)
    throw new Error(`${synthesisedFolderVariable} is not set: is the global setup in the jest configuration?`);
  const key = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  const file = path.join(folder, `${key}.json`);
  if (!existsSync(file)) {
    // Another worker may be at the same configuration, and must never read half a file.
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, JSON.stringify(synthesiseNow(input)));
    renameSync(partial, file);
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

function synthesiseNow(input: ConfigInput): Record<StackName, Synthesised> {
  // Loaded here, since a file that finds its JSON needs no CDKTF.
  const { synthesiseAll } =
    require("../../scripts/rehearse/stacks/synthesised") as typeof import("../../scripts/rehearse/stacks/synthesised");
  return synthesiseAll(defineConfig(input), readPins());
}

/** The attributes of every resource of a type. */
export function resources(stack: Synthesised, type: string): Attributes[] {
  return Object.values(stack.resource?.[type] ?? {});
}

/** The attributes of the one resource of a type whose id begins as given, and fails if there is another or none. */
export function resource(stack: Synthesised, type: string, id = ""): Attributes {
  const found = Object.entries(stack.resource?.[type] ?? {}).filter(([name]) => name.startsWith(id));
  const [only, ...others] = found;
  if (!only || others.length > 0) throw new Error(`${found.length} resources ${type}.${id}…, expected one`);
  return only[1];
}

/** A reference as Terraform writes it, such as that to a variable. */
export const ref = (path: string): string => `\${${path}}`;
