import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

let checkout: string;

/** A checkout with one command, and what bundles it. */
beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), "freehold-bundle-"));
  mkdirSync(path.join(checkout, "scripts/words"), { recursive: true });
  for (const file of ["load.js", "bundle.js", "bundle-files.js"])
    cpSync(`scripts/freehold/${file}`, path.join(checkout, "scripts/freehold", file));
  cpSync("tsconfig.json", path.join(checkout, "tsconfig.json"));
  symlinkSync(path.resolve("node_modules"), path.join(checkout, "node_modules"));
  write("scripts/words/word.ts", 'export const word: string = "first";');
  write("scripts/hello.ts", 'import { word } from "./words/word";\nconsole.log(word);');
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFileSync(path.join(checkout, file), text);

function hello() {
  const program = 'void require("./scripts/freehold/load.js").load("scripts/hello.ts")';
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--eval", program], {
    cwd: checkout,
    encoding: "utf8",
  });
  return { status, output: stdout.trim(), errors: stderr };
}

/** The bundler is among the packages: without them only a bundle that exists can run. */
const removePackages = () => rmSync(path.join(checkout, "node_modules"));

test("a command without a bundle is bundled when it is called", () => {
  expect(hello()).toEqual({ status: 0, output: "first", errors: "" });
});

test("the next call runs that bundle", () => {
  hello();
  removePackages();
  expect(hello()).toEqual({ status: 0, output: "first", errors: "" });
});

test.each([
  ["the command", "scripts/hello.ts", 'console.log("second");'],
  ["a file that it imports", "scripts/words/word.ts", 'export const word: string = "second";'],
])("a change of %s is what runs next", (_what, file, text) => {
  hello();
  write(file, text);
  expect(hello()).toEqual({ status: 0, output: "second", errors: "" });
});

test("a file that is older than the one before it counts as a change", () => {
  hello();
  write("scripts/words/word.ts", 'export const word: string = "restored";');
  spawnSync("touch", ["-d", "2020-01-01", path.join(checkout, "scripts/words/word.ts")]);
  expect(hello().output).toBe("restored");
});

test("a change that cannot be compiled fails and runs nothing", () => {
  hello();
  write("scripts/hello.ts", "const = 1;");
  expect(hello()).toEqual({ status: 1, output: "", errors: expect.stringContaining("hello.ts") });
});

test("a file finds others from its own folder, and an error names its own line", () => {
  write("scripts/words/word.ts", "export const word: string = __dirname;\n");
  expect(hello().output).toBe(path.join(checkout, "scripts/words"));
  write("scripts/words/word.ts", 'export const word = "";\n\nthrow new Error("broken");\n');
  expect(hello().errors).toMatch(/scripts\/words\/word\.ts:3/);
});
