import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { proseOf } from "./prose/extract";
import { problemsOf } from "./prose/rules";

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The problems of a file, as `file:line: what is wrong`. */
function check(file: string): string[] {
  return proseOf(file, readFileSync(file, "utf8")).flatMap(({ line, text, limitLength }) =>
    [...segmenter.segment(text)].flatMap(({ segment }) =>
      problemsOf(segment.trim(), limitLength).map((problem) => `${file}:${line}: ${problem}`),
    ),
  );
}

/** The files that prose.json names, as Git knows them. */
function filesToCheck(): string[] {
  const { include, exclude }: { include: string[]; exclude: string[] } = JSON.parse(readFileSync("prose.json", "utf8"));
  const specs = [...include, ...exclude.map((path) => `:(exclude)${path}`)];
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...specs], {
    encoding: "utf8",
  });
  // One that was removed and not committed is still listed.
  return listed.split("\0").filter((file) => file !== "" && existsSync(file));
}

const given = process.argv.slice(2);
const files = given.length > 0 ? given : filesToCheck();
const problems = files.flatMap(check);
if (problems.length > 0) {
  console.error(problems.join("\n"));
  console.error(`\n${problems.length} problems of prose in ${files.length} files. The rules: scripts/prose/rules.ts`);
  process.exitCode = 1;
} else {
  console.log(`Checked the prose of ${files.length} files. No problems.`);
}
