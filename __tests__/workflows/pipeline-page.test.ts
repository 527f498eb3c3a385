import { readFileSync } from "node:fs";
import { parseWorkflow, workflowFiles, workflowText } from "./workflow";

const page = readFileSync("docs/how-to/set-up-the-pipeline.md", "utf8");
/** The text below a heading, up to the next one. */
function section(heading: string): string {
  const [, text] = page.split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`docs/how-to/set-up-the-pipeline.md has no section "${heading}"`);
  return text.split("\n## ")[0] ?? "";
}
const nameOf = (file: string) => file.replace(/\.yml$/, "").replaceAll("-", " ");
const label = "org.opencontainers.image.source";

test("the table names every workflow, and what runs it", () => {
  for (const file of workflowFiles) expect(page).toContain(`(../../.github/workflows/${file})`);
});

test("the page says what stops when GitHub switches schedules off", () => {
  const text = section("After 60 idle days");
  const scheduled = workflowFiles.filter((file) => "schedule" in parseWorkflow(workflowText(file)).on);
  const names = (files: readonly string[]) =>
    files.map((file) => (file === "real.yml" ? "real components" : nameOf(file)));
  const listed = names(workflowFiles).filter((name) => new RegExp(`\\b${name}\\b`).test(text.split("```")[0] ?? ""));
  expect(listed.sort()).toEqual(names(scheduled).sort());
  expect(text).toContain("gh workflow enable");
});

test("the page says on which plans environments protect, and how to leave the plan job out", () => {
  const text = section("Where environments protect");
  for (const plan of ["public, any plan", "private, Enterprise", "private, Pro or Team", "private, Free"]) {
    expect(text).toContain(`\n${plan} |`);
  }
  const [, variable = ""] =
    /vars\.(\w+) == 'true'/.exec(parseWorkflow(workflowText("diff.yml")).jobs.plan?.if ?? "") ?? [];
  expect(text).toContain(`variable \`${variable}\` to \`true\``);
  expect(text).toContain("A team of one");
});

test("an image that was first pushed by hand is linked to its repository as the pipeline's is", () => {
  const quickstart = readFileSync("docs/tutorials/deploy-to-oracle-cloud.md", "utf8");
  const [command = ""] = /docker buildx build(?:.*\\\n)*.*/.exec(quickstart) ?? [];
  expect(command).toContain(`--label ${label}=https://github.com/<you>/`);
  expect(workflowText("images.yml")).toContain(`labels: ${label}=`);
  expect(section("The registry answers 403")).toMatch(/Manage Actions access.*Write/s);
});
