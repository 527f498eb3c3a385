import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { platformOf } from "../../scripts/import/send-file";
import { pageOf, taskSchema } from "../../services/backend/schemas";
import { tokenFor, useBackend } from "../helpers/backend";
import { runScript } from "../helpers/run-script";

const api = useBackend();
const folder = mkdtempSync(path.join(tmpdir(), "freehold-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};
const calendar = (...todos: string[]) =>
  file(
    "tasks.ics",
    [
      "BEGIN:VCALENDAR",
      ...todos.flatMap((todo) => ["BEGIN:VTODO", ...todo.split("|"), "END:VTODO"]),
      "END:VCALENDAR",
    ].join("\r\n"),
  );
const run = async (user: string, ...args: string[]) =>
  runScript("scripts/import.ts", [...args, "--url", api.url], { FREEHOLD_TOKEN: await tokenFor(user) });
const titles = async (user: string) =>
  pageOf(taskSchema)
    .parse((await api.as(user)("GET", "/api/tasks?sort=due")).body)
    .items.map(({ title }) => title);

test("a dry run says what would be made, an import makes it, and another makes nothing twice", async () => {
  const from = calendar("UID:1|SUMMARY:Whole|DUE;VALUE=DATE:20991224", "UID:2|SUMMARY:Timed|DUE:20991225T080000Z");
  const dry = await run("ann", from, "--dry-run");
  expect(dry).toMatchObject({
    code: 0,
    stdout: "Would make 2 tasks.\n  Whole\t2099-12-24\n  Timed\t2099-12-25T08:00:00.000Z\n",
  });
  expect(await titles("ann")).toEqual([]);
  expect(await run("ann", from)).toMatchObject({ code: 0, stdout: "Made 2 tasks.\n" });
  expect(await titles("ann")).toEqual(["Whole", "Timed"]);
  const again = await run("ann", from, "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ dryRun: true, created: 0, existing: 2 });
});

test("a bad file is refused with its lines", async () => {
  const from = calendar("SUMMARY:x|DUE:20271301T090000Z", "UID:2|PRIORITY:high|SUMMARY:y");
  const { code, stdout, stderr } = await run("bob", from);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("Line 4: DUE is not a date");
  expect(stderr).toContain("Line 8: PRIORITY must be a number");
  expect(await titles("bob")).toEqual([]);
});

test("says what is missing: the file, its format, a token and the platform", async () => {
  const from = calendar("SUMMARY:x");
  const failed = async (args: string[], environment: Record<string, string> = {}) => {
    const { code, stderr } = await runScript("scripts/import.ts", args, environment);
    return [code, stderr];
  };
  expect(await failed([path.join(folder, "none.json")])).toEqual([1, expect.stringContaining("ENOENT")]);
  expect(await failed([file("tasks.txt", "x")])).toEqual([1, expect.stringContaining("Add --format")]);
  expect(await failed([from, "--format", "isc"])).toEqual([1, expect.stringContaining("Did you mean ics?")]);
  expect(await failed([from, "--url", api.url])).toEqual([1, expect.stringContaining("Set FREEHOLD_TOKEN")]);
  expect(await failed([from, "--url", "http://127.0.0.1:9"])).toEqual([1, expect.stringContaining("No platform")]);
});

test("a token is not sent in clear to another machine", () => {
  expect(() => platformOf("http://tasks.example.org", "secret")).toThrow("in clear");
  expect(platformOf("https://tasks.example.org", "secret").headers).toEqual({ authorization: "Bearer secret" });
  expect(platformOf("http://tasks.example.org").headers).toEqual({});
});
