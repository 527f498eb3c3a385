import { readFileSync } from "node:fs";
import path from "node:path";

export interface Instruction {
  keyword: string;
  value: string;
}

/** The instructions of a Dockerfile, comments left out and continued lines joined. */
export const instructionsOf = (dockerfile: string): Instruction[] =>
  dockerfile
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({ keyword: line.split(" ", 1)[0] ?? "", value: line.slice(line.indexOf(" ") + 1) }));

/** The instructions of the last stage, which makes the image. */
export const finalStageOf = (instructions: readonly Instruction[]): Instruction[] =>
  instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === "FROM"));

/** What the build stage copies out of the checkout. */
export const copiedFiles = (instructions: readonly Instruction[]): string[] =>
  instructions
    .filter(({ keyword, value }) => keyword === "COPY" && !value.startsWith("--"))
    .flatMap(({ value }) => value.split(" ").slice(0, -1));

/** What the last stage copies out of the build, and how the image runs. */
export interface RunSettings {
  user: string;
  workdir: string;
  env: Record<string, string>;
  cmd: string[];
  exposedPorts: number[];
  copies: { from: string; to: string }[];
}

const understood = ["FROM", "WORKDIR", "COPY", "ENV", "USER", "EXPOSE", "CMD"];

/**
 * Reads the last stage, whose files all come out of the stage `build`.
 * @throws Error for what it cannot follow
 */
export function runSettings(instructions: readonly Instruction[]): RunSettings {
  const stage = finalStageOf(instructions);
  const unknown = stage.find(({ keyword }) => !understood.includes(keyword));
  if (unknown)
    throw new Error(`Dockerfile: ${unknown.keyword} in the last stage is not understood: add it to runSettings.`);
  const all = (keyword: string) => stage.filter((one) => one.keyword === keyword).map(({ value }) => value);
  const workdir = all("WORKDIR").at(-1) ?? "/";
  return {
    user: all("USER").at(-1) ?? "0:0",
    workdir,
    env: Object.fromEntries(all("ENV").flatMap(variables)),
    cmd: JSON.parse(all("CMD").at(-1) ?? "[]"),
    exposedPorts: all("EXPOSE").flatMap((value) => value.split(/\s+/).map((port) => Number.parseInt(port, 10))),
    copies: all("COPY").map((value) => buildCopy(value, workdir)),
  };
}

const variables = (value: string): [string, string][] =>
  [...value.matchAll(/(\w+)=(?:"([^"]*)"|(\S*))/g)].map(([, name = "", quoted, plain = ""]) => [name, quoted ?? plain]);

function buildCopy(value: string, workdir: string): { from: string; to: string } {
  const [, from, to] = /^--from=build (\S+) (\S+)$/.exec(value) ?? [];
  if (!from || !to)
    throw new Error(`Dockerfile: COPY ${value} in the last stage does not copy one path of the stage build.`);
  return { from, to: path.posix.resolve(workdir, to) };
}

const checkout = path.join(__dirname, "..", "..", "..");

/** The instructions of the Dockerfile in a checkout. Default: of this one. */
export const readDockerfile = (folder = checkout): Instruction[] =>
  instructionsOf(readFileSync(path.join(folder, "Dockerfile"), "utf8"));
