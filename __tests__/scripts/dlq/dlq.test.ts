import { v7 as uuidv7 } from "uuid";
import { listDeadLetters } from "../../../scripts/dlq/dead-letters";
import { readOptions } from "../../../scripts/dlq/options";
import { progress } from "../../../scripts/dlq/progress";
import { isRaw } from "../../../scripts/dlq/raw";
import { renderDeadLetters } from "../../../scripts/dlq/render";
import { deadLetter, deadLetterRaw } from "../../../services/runtime/consumer/dead-letter";
import { TerminalError } from "../../../services/runtime/core/errors";
import { useDatabase } from "../../helpers/database";
import { aTask, created } from "../../helpers/events";
import { runScript } from "../../helpers/run-script";

const db = useDatabase();
const event = created(aTask());
const ids = { audit: "", late: "", reminder: "", unreadable: "" };

beforeAll(async () => {
  await db.database.transaction(async (tx) => {
    const write = (consumer: string, error: Error) =>
      deadLetter(
        tx,
        consumer,
        "task-events",
        { ...event, id: uuidv7() },
        { error, retries: 3, firstFailedAt: new Date() },
      );
    await write("audit-consumer", new Error("Boom"));
    await write("late-consumer", new Error("Boom"));
    await write("reminder-consumer", new TerminalError("never"));
    await deadLetterRaw(tx, "notification", "reminders", "not even JSON", new Error("Unreadable"));
    await tx.query(
      "update freehold.dead_letters set first_failed_at = now() - interval '97 hours' where consumer = 'late-consumer'",
    );
  });
  const { rows } = await db.database.query<{ id: string; consumer: string }>(
    "select id, consumer from freehold.dead_letters",
  );
  const idOf = (consumer: string) => rows.find((row) => row.consumer === consumer)?.id ?? "";
  ids.audit = idOf("audit-consumer");
  ids.late = idOf("late-consumer");
  ids.reminder = idOf("reminder-consumer");
  ids.unreadable = idOf("notification");
});

const dlq = (args: string[], environment: Record<string, string> = { DATABASE_URL: db.url }) =>
  runScript("scripts/dlq.ts", args, environment);
const listed = async (...filter: string[]): Promise<string[]> =>
  (await listDeadLetters(db.database, readOptions(["list", ...filter]).filter)).map(({ consumer }) => consumer);
const sent = async () => {
  const { rows } = await db.database.query("select from freehold.bus_log where topic = 'task-events'");
  return rows.length;
};

test("dead letters are listed by filter, oldest first", async () => {
  const all = ["audit-consumer", "late-consumer", "reminder-consumer", "notification"];
  expect(await listed()).toEqual(expect.arrayContaining(all));
  expect(await listed("--consumer", "audit-consumer")).toEqual(["audit-consumer"]);
  expect(await listed("--topic", "reminders")).toEqual(["notification"]);
  expect(await listed("--code", "RULE_VIOLATED")).toEqual(["reminder-consumer"]);
  expect(await listed("--subject", event.subject, "--until", "2020-01-01")).toEqual([]);
  expect(await listed("--since", "2020-01-01T00:00:00Z")).toHaveLength(4);
});

test("a list says where the broker keeps its own dead letters", async () => {
  const { stderr, stdout } = await dlq(["list"]);
  expect(stderr).toContain("The embedded transport has no dead letters of its own");
  expect(stdout.trim().split("\n")).toHaveLength(4);
  const { stderr: ofDapr } = await dlq(["list"], { DATABASE_URL: db.url, FREEHOLD_TRANSPORT: "dapr" });
  expect(ofDapr).toContain("KAFKA_BROKERS or --redis HOST:PORT");
});

test("one is shown with its event, whole", async () => {
  const { stdout, code } = await dlq(["show", ids.audit]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ id: ids.audit, reason: "Boom", event: { subject: event.subject } });
});

test("a dry run names what would be replayed, and changes nothing", async () => {
  const { stdout } = await dlq(["replay", "--consumer", "audit-consumer", "--dry-run", "--json"]);
  expect(JSON.parse(stdout)).toEqual({ wouldReplay: [ids.audit] });
  expect(await sent()).toBe(0);
});

test("a replay reaches the broker once, however often it is made", async () => {
  expect(await dlq(["replay", ids.audit])).toMatchObject({
    code: 0,
    stdout: `${ids.audit}\treplaying\n`,
    stderr: "1 of 1\n",
  });
  expect(await dlq(["replay", ids.audit])).toMatchObject({ code: 0, stdout: `${ids.audit}\tunchanged\n` });
  expect(await sent()).toBe(1);
});

test("what can't be replayed is refused by name, what is too old unless it is forced", async () => {
  expect(await dlq(["replay", ids.unreadable])).toMatchObject({
    code: 2,
    stdout: `${ids.unreadable}\tnot replayable\n`,
  });
  expect(await dlq(["replay", ids.late])).toMatchObject({ code: 2, stdout: `${ids.late}\ttoo old\n` });
  expect(await dlq(["replay", ids.late, "--force"])).toMatchObject({ code: 0, stdout: `${ids.late}\treplaying\n` });
});

test.each([
  [["list", "--topic", "tasks"], "--topic: must be one of task-events"],
  [["list", "--since", "yesterday"], "--since: must be a time"],
  [["show", "42"], "42 is not the id of a dead letter"],
  [["list", "--consumr", "x"], "Usage"],
])("%j is refused with what to do", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});

test.each([["show"], ["replay"]])("%s of one that is on a broker asks for the broker", async (command) => {
  const { code, stderr } = await dlq([command, "task-events.dlq/0/1"]);
  expect(code).toBe(1);
  expect(stderr).toContain("task-events.dlq/0/1 is on a broker: name it, by KAFKA_BROKERS or --redis");
});

test("dead letters are counted by consumer, type and error", async () => {
  const { stdout } = await dlq(["groups", "--text", "NEVER"]);
  const [count, consumer, type, code, , , error] = stdout.trim().split("\t");
  expect([count, consumer, type, code, error]).toEqual([
    "1",
    "reminder-consumer",
    event.type,
    "RULE_VIOLATED",
    "never",
  ]);
});

test("a discard needs a reason, and keeps it with who discarded", async () => {
  expect(() => readOptions(["discard", ids.reminder])).toThrow("--reason TEXT");
  const meant = await dlq(["discard", "--consumer", "reminder-consumer", "--reason", "Known", "--dry-run", "--json"]);
  expect(JSON.parse(meant.stdout)).toEqual({ wouldDiscard: [ids.reminder] });
  expect(await dlq(["discard", ids.reminder, "--reason", "Known"])).toMatchObject({
    code: 0,
    stdout: `${ids.reminder}\tdiscarded\n`,
  });
  const { stdout } = await dlq(["show", ids.reminder]);
  expect(JSON.parse(stdout)).toMatchObject({
    status: "discarded",
    discardReason: "Known",
    discardedBy: expect.stringMatching(/^cli/),
    schemaErrors: [],
  });
  expect(await dlq(["replay", ids.reminder])).toMatchObject({ code: 2, stdout: `${ids.reminder}\tdiscarded\n` });
});

test("a replay of everything must be meant", async () => {
  const { code, stderr } = await dlq(["replay"]);
  expect(code).toBe(1);
  expect(stderr).toContain("ids, or at least one filter");
});

test("without a database it says how to have one", async () => {
  const { code, stderr } = await dlq(["list", "--data", "/nowhere"], {});
  expect(code).toBe(1);
  expect(stderr).toContain('No platform runs in /nowhere and DATABASE_URL is not set: start one with "npm start"');
});

test("a record of a consumer is told from what the broker put there itself", () => {
  expect(isRaw(JSON.stringify({ consumer: "c", eventId: "e", deadAt: "2026-01-01T00:00:00Z", event }))).toBe(false);
  expect(isRaw(JSON.stringify(event))).toBe(true);
  expect(isRaw("{")).toBe(true);
});

test("a list is a table on a terminal, and lines of columns otherwise", async () => {
  const letters = await listDeadLetters(db.database, {});
  const lines = renderDeadLetters(letters, { terminal: false }).split("\n");
  expect(lines).toHaveLength(letters.length);
  for (const line of lines) expect(line.split("\t")).toHaveLength(8);
  expect(renderDeadLetters(letters, { terminal: true })).toMatch(/┌.*\n.*consumer/);
});

test("progress is a bar on a terminal, and a line for each tenth part otherwise", () => {
  const show = (isTTY: boolean) => {
    const written: string[] = [];
    const stream = { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
    const tell = progress(20, stream);
    for (let count = 1; count <= 20; count += 1) tell(count);
    return written;
  };
  expect(show(true).at(-1)).toBe(`\r[${"#".repeat(30)}] 20 of 20\n`);
  expect(show(true)[9]).toBe(`\r[${"#".repeat(15)}${" ".repeat(15)}] 10 of 20`);
  expect(show(false)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20].map((count) => `${count} of 20\n`));
});
