import { readOptions } from "../../scripts/events/options";
import { renderEvents, renderStory } from "../../scripts/events/render";
import { searchEvents } from "../../services/backend/events/search";
import { showEvent } from "../../services/backend/events/show";
import { useDatabase } from "../helpers/database";
import { aTask, created } from "../helpers/events";
import { runScript } from "../helpers/run-script";

const db = useDatabase();
const event = { ...created(aTask()), time: new Date().toISOString() };

beforeAll(() =>
  db.database.query("insert into freehold.bus_log (topic, event) values ('task-events', $1)", [JSON.stringify(event)]),
);

const events = (args: string[], environment: Record<string, string> = { DATABASE_URL: db.url }) =>
  runScript("scripts/events.ts", args, environment);

test("a search prints a line for each event, with tabs between its columns", async () => {
  const { code, stdout, stderr } = await events(["search", "--task", event.subject]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "1 event\n" });
  expect(stdout.trim().split("\t")).toEqual([event.id, event.time, event.type, event.subject, "ann", "ann", "log"]);
});

test("a search and an event are what the API gives, with --json", async () => {
  const found = await events(["search", "--owner", "ann", "--json"]);
  const { items } = await searchEvents(db.database, { owner: "ann" }, { limit: 50 });
  expect(JSON.parse(found.stdout)).toEqual({ events: items, complete: true });
  const shown = await events(["show", event.id, "--json"]);
  expect(JSON.parse(shown.stdout)).toEqual(JSON.parse(JSON.stringify(await showEvent(db.database, event.id))));
});

test("an event is shown with its steps and its tree, and what is not known of it", async () => {
  const { code, stdout, stderr } = await events(["show", event.id]);
  expect(code).toBe(0);
  expect(stdout).toContain("task-events\tmoved from the outbox to the log, position 1");
  expect(stdout).toContain(`* ${event.type}\t${event.id}\tby ann`);
  expect(stderr).toContain("Not known: ");
});

test("on a terminal both are tables", async () => {
  const { items } = await searchEvents(db.database, {}, { limit: 1 });
  expect(renderEvents(items, { terminal: true })).toMatch(/┌.*\n.*owner/);
  const story = await showEvent(db.database, event.id);
  expect(story && renderStory(story, { terminal: true })).toMatch(/┌.*\n.*where/);
});

test("an event that no table has is an error that says why", async () => {
  const { code, stderr } = await events(["show", "018f0000-0000-7000-8000-000000000000"]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("past its retention") });
});

test.each([
  [["search", "--task", "x"], "--task: must be a UUID"],
  [["search", "--trace", "x"], "--trace: must be a trace id"],
  [["search", "--since", "yesterday"], "--since: must be a time"],
  [["search", "--limit", "many"], "--limit: must be a number"],
  [["search", "here"], '"here" is not understood'],
  [["show"], "Name the event to show"],
  [["show", "42"], "42 is not the id of an event"],
  [["shw"], "Did you mean show?"],
  [["search", "--taks", "x"], "Usage"],
])("%j is refused with what to do", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});

test("without a database it says how to have one", async () => {
  const { code, stderr } = await events(["search", "--data", "/nowhere"], {});
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('start one with "npm start"') });
});
