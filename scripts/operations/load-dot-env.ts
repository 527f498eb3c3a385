import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { OperationError } from "./operation-error";

/**
 * Takes what `.env` in the present folder says into the environment, when there is one; a value that is set already stays.
 * One that is set and empty counts as not set: a shell that has sourced .env leaves such, where it has read a line wrongly.
 *
 * @throws {OperationError} for a value that would lose its end
 */
export function loadDotEnv(): void {
  if (!existsSync(".env")) return;
  const text = readFileSync(".env", "utf8");
  refuseLostEnds(text);
  for (const [name, value] of Object.entries(parseEnv(text))) {
    if (!process.env[name]) process.env[name] = value;
  }
}

/** Without quotes a value ends at a #, which passwords hold. A comment has a space before it. */
function refuseLostEnds(text: string): void {
  const lines = text.replace(/(["'`])(?:(?!\1)[^\\]|\\.)*\1/gs, (quoted) => quoted.replace(/[^\n]/g, "."));
  for (const [index, line] of lines.split("\n").entries()) {
    const [, name] = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*[^\s#][^#]*(?<!\s)#/.exec(line) ?? [];
    if (name)
      throw new OperationError(
        `.env, line ${index + 1}: the value of ${name} holds a #, and what follows it would be lost`,
        {
          fix: "Put the value into single quotes",
        },
      );
  }
}
