import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What a stub answers to a call whose arguments match. */
export interface StubAnswer {
  /** Regular expression for the arguments, joined by spaces. */
  readonly match: string;
  readonly output?: string;
  readonly errors?: string;
  readonly status?: number;
  /** Whether it stands for every further call. Default: false, and then for one. */
  readonly always?: boolean;
  /** File that it waits for before it ends, a minute at most; SIGINT ends it at once. Default: it ends without waiting. */
  readonly waitsFor?: string;
}

export interface StubCall {
  /** SIGINT for one that was asked to stop. */
  readonly args: string;
  /** What it read, if it was told to, by --filename=-. */
  readonly input: string;
  readonly env: Record<string, string>;
}

const source = `#!${process.execPath}
const fs = require("node:fs");
const folder = __dirname, name = require("node:path").basename(__filename);
const args = process.argv.slice(2).join(" ");
const input = args.includes("--filename=-") ? fs.readFileSync(0, "utf8") : "";
const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => key.startsWith("TF_VAR_")));
const record = (args) => fs.appendFileSync(folder + "/" + name + ".calls", JSON.stringify({ args, input, env }) + "\\n");
process.on("SIGINT", () => { record("SIGINT"); process.exit(130); });
record(args);
const file = folder + "/" + name + ".answers";
const answers = JSON.parse(fs.readFileSync(file, "utf8"));
const index = answers.findIndex(({ match }) => new RegExp(match).test(args));
if (index < 0) { console.error("no answer is recorded for: " + args); process.exit(99); }
const answer = answers[index];
if (!answer.always) answers.splice(index, 1);
fs.writeFileSync(file, JSON.stringify(answers));
process.stdout.write(answer.output ?? "");
process.stderr.write(answer.errors ?? "");
process.exitCode = answer.status ?? 0;
if (answer.waitsFor) {
  setInterval(() => fs.existsSync(answer.waitsFor) && process.exit(), 20);
  setTimeout(() => process.exit(98), 60_000);
}
`;

/** A program that plays recorded answers, each once, in their order among those that match, and records its calls. */
export class StubProgram {
  readonly file: string;

  constructor(
    name: string,
    readonly folder: string = mkdtempSync(path.join(tmpdir(), "stub-")),
  ) {
    this.file = path.join(folder, name);
    writeFileSync(this.file, source);
    chmodSync(this.file, 0o755);
    this.answer();
  }

  /** Records these answers, instead of any that are left. */
  answer(...answers: StubAnswer[]): void {
    writeFileSync(`${this.file}.answers`, JSON.stringify(answers));
  }

  /** Unused answers, which include a fault that should have been injected and was not. */
  get unused(): StubAnswer[] {
    return JSON.parse(readFileSync(`${this.file}.answers`, "utf8"));
  }

  get calls(): StubCall[] {
    const file = `${this.file}.calls`;
    const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    return lines.map((line): StubCall => JSON.parse(line));
  }
}
