import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const folder = mkdtempSync(path.join(tmpdir(), "freehold-prose-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the check prints of one file, without the file's name. */
function check(name: string, content: string): { status: number | null; lines: string[] } {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/prose.ts", file], {
    encoding: "utf8",
  });
  const lines = stderr.split("\n").filter((line) => line.startsWith(`${file}:`));
  return { status, lines: lines.map((line) => line.slice(file.length + 1)) };
}

const long = `A sentence ${"goes on and ".repeat(15)}ends.`;

test("a page: words to avoid and long sentences are named with their line, code is skipped", () => {
  const page = `# Title\n\nWhoever reads this waits.\n\n\`whoever\`\n\n\`\`\`\nwhoever\n\`\`\`\n\n| a | b |\n|---|---|\n| built anew | c |\n\n${long}\n`;
  const { status, lines } = check("page.md", page);
  expect(status).toBe(1);
  expect(lines).toEqual([
    '3: "Whoever": name who: the user, the relay, the operator',
    '13: "anew": again',
    "15: 48 words in a sentence, at most 40: split it",
  ]);
});

test("code: comments and strings of several words are prose, identifiers and short strings are not", () => {
  const code = `/** Mends it. */
const whoever = "nobody";
// The effect
// is had once.
export const title = \`\${whoever} is to be told of it\`;
test("nobody reads it any more", () => {});
`;
  expect(check("code.ts", code).lines).toEqual([
    '1: "Mends": fix, repair, correct',
    '3: "is had": runs, takes effect',
    '5: "is to be": an imperative: set …, or must',
    '6: "nobody": say who does not: the consumer does not …, no user …',
  ]);
});

test("a shell script: its comments are prose", () => {
  expect(check("script.sh", "#!/bin/sh\n# Starts it anew.\necho anew\n").lines).toEqual(['2: "anew": again']);
});

test("a synonym that the glossary does not allow is refused, and names in the database that hold it pass", () => {
  const code = `// Names on the bus.
export const query = "select event from freehold.bus_log";
test("the embedded bus", () => {});
`;
  const advice = "transport for our port, broker for the server behind it: docs/glossary.md";
  expect(check("code.ts", code).lines).toEqual([`1: "bus": ${advice}`, `3: "bus": ${advice}`]);
});

test("plain sentences pass", () => {
  expect(check("good.md", "The relay publishes the event. It retries, whatever happens.\n")).toEqual({
    status: 0,
    lines: [],
  });
});

test("the repository's prose is clean", () => {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/prose.ts"], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
