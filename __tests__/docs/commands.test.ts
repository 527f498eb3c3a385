import { existsSync, readdirSync, readFileSync } from "node:fs";
import { scripts } from "../../package.json";
import { docsPages } from "./pages";

const pages = ["README.md", "CONTRIBUTING.md", ...docsPages];

test.each(pages)("every npm command that %s names exists", (page) => {
  const named = [...readFileSync(page, "utf8").matchAll(/npm run ([a-z0-9][a-z0-9:-]*)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
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

/** What a command runs, with the folder of its own beside it. */
function sourceOf(command: keyof typeof scripts): string {
  const [, file = ""] = /(?:tsx|node) (\S+\.[mt]?[jt]s)/.exec(scripts[command]) ?? [];
  const folder = file.replace(/(\/main)?\.[mt]?[jt]s$/, "");
  const beside = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ts")) : [];
  return [file, ...beside.map((name) => `${folder}/${name}`)].map((each) => readFileSync(each, "utf8")).join("\n");
}

test.each(pages)("every option that %s gives to an npm command is one that its program knows", (page) => {
  const lines = readFileSync(page, "utf8").matchAll(/npm run ([a-z0-9:-]+) -- ([^`#\n|]*)/g);
  const named = [...lines].flatMap(([, command = "", given = ""]) =>
    [...given.matchAll(/(?<!\S)--([a-z][a-z-]+)/g)].map(([, option = ""]) => [command, option] as const),
  );
  const unknown = named.filter(([command, option]) => {
    if (!isCommand(command)) return true;
    return !new RegExp(`\\b${option}\\b`).test(sourceOf(command));
  });
  expect(unknown).toEqual([]);
});

const isCommand = (name: string): name is keyof typeof scripts => Object.hasOwn(scripts, name);
