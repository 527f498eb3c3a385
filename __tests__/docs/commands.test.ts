import { existsSync, readdirSync, readFileSync } from "node:fs";
import { scripts } from "../../package.json";
import { commands, fileOf } from "../../scripts/freehold/commands";
import { docsPages } from "./pages";

const pages = ["README.md", "CONTRIBUTING.md", ...docsPages];

/** A command, as a page calls it: with its name, and what is given to it. */
const calls = /(npm run|npx freehold) ([a-z0-9][a-z0-9:-]*)(?: -- | )?([^`#\n|]*)/g;

/** The file that a command runs. Undefined for one that does not exist. */
function fileBehind(program: string, name: string): string | undefined {
  const command = commands.find((known) => known.name === name);
  const script = Object.entries(scripts).find(([known]) => known === name)?.[1];
  if (program === "npm run" && script === undefined) return undefined;
  return command ? fileOf(command) : script && (/(?:tsx|node) (\S+\.[mt]?[jt]s)/.exec(script)?.[1] ?? "");
}

test.each(pages)("every command that %s names exists", (page) => {
  const named = [...readFileSync(page, "utf8").matchAll(calls)];
  expect(
    named.filter(([, program = "", name = ""]) => fileBehind(program, name) === undefined).map(([call]) => call),
  ).toEqual([]);
});

test("the troubleshooting page has each symptom that operators meet first", () => {
  const headings = [...readFileSync("docs/how-to/troubleshoot.md", "utf8").matchAll(/^## (.+)$/gm)].map(
    ([, heading]) => heading,
  );
  expect(headings).toEqual(
    expect.arrayContaining([
      "Out of host capacity",
      "A node is not Ready",
      "6443 unreachable",
      "The certificate is not issued",
      "Disk full",
      "Token or certificate expired",
      "The machines are gone: idle reclamation",
    ]),
  );
});

/** The source of a command, with the folder of its own beside it. */
function sourceOf(file: string): string {
  const folder = file.replace(/(\/main|\/start)?\.[mt]?[jt]s$/, "");
  const beside = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ts")) : [];
  return [file, ...beside.map((name) => `${folder}/${name}`)].map((each) => readFileSync(each, "utf8")).join("\n");
}

test.each(pages)("every option that %s gives to a command is one that its program knows", (page) => {
  const unknown = [...readFileSync(page, "utf8").matchAll(calls)].flatMap(
    ([call, program = "", name = "", given = ""]) => {
      const file = fileBehind(program, name);
      const options = [...given.matchAll(/(?<!\S)--([a-z][a-z-]+)/g)].map(([, option = ""]) => option);
      return file && options.some((option) => option !== "help" && !new RegExp(`\\b${option}\\b`).test(sourceOf(file)))
        ? [call]
        : [];
    },
  );
  expect(unknown).toEqual([]);
});
