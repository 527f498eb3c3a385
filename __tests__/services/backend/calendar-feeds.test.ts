import ICAL from "ical.js";
import { z } from "zod";
import { mostFeeds } from "../../../services/backend/calendar/feeds";
import { taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");
const bob = api.as("bob");

const feedSchema = z.object({ id: z.string(), name: z.string(), createdAt: z.string(), url: z.string() });
const makeFeed = async (call = ann, name = "Phone") =>
  feedSchema.parse((await call("POST", "/api/calendar-feeds", { name })).body);
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
const titles = (text: string) => eventsIn(text).map((event) => event.getFirstPropertyValue("summary"));

const task = { title: "Dentist", dueAt: "2027-05-01T07:00:00Z" };

test("a calendar program reads the owner's open tasks with a due date, and no one else's", async () => {
  await ann("POST", "/api/tasks", task);
  await ann("POST", "/api/tasks", { title: "No date" });
  const done = taskSchema.parse((await ann("POST", "/api/tasks", { ...task, title: "Done" })).body);
  await ann("POST", `/api/tasks/${done.id}/complete`);
  await bob("POST", "/api/tasks", { ...task, title: "Bob's" });
  await ann("POST", "/api/tasks", {
    ...task,
    title: "Standup",
    recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York" },
  });
  const { url } = await makeFeed();
  expect(new URL(url).origin).toBe(api.url);
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("private, max-age=3600");
  const text = await response.text();
  expect(titles(text)).toEqual(["Dentist", "Standup"]);
  expect(text).toContain("X-WR-CALNAME:Phone");
  expect(text).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT60M");
  expect(text).toContain("DTSTART:20270501T070000Z");
  expect(text).toContain("DTSTART;TZID=America/New_York:20270501T030000");
  expect(eventsIn(text)[1]?.getFirstPropertyValue("rrule")?.toString()).toBe("FREQ=DAILY");
});

test("HEAD of a feed has the headers of a GET, and no body", async () => {
  const { url } = await makeFeed(api.as("head"));
  const [head, get] = [await fetch(url, { method: "HEAD" }), await fetch(url)];
  const seen = ["content-type", "cache-control", "etag", "content-length"];
  expect([head.status, ...seen.map((name) => head.headers.get(name))]).toEqual([
    ...[200, ...seen.map((name) => get.headers.get(name))],
  ]);
  expect(await head.text()).toBe("");
  expect((await fetch(url.replace(/\w\.ics$/, ".ics"), { method: "HEAD" })).status).toBe(404);
});

test("the answer is 304 until a task changes", async () => {
  const call = api.as("cached");
  const made = taskSchema.parse((await call("POST", "/api/tasks", task)).body);
  const { url } = await makeFeed(call);
  const read = async (etag = '"none"') => fetch(url, { headers: { "if-none-match": etag } });
  const first = await read();
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\/"/);
  expect((await read(etag)).status).toBe(304);
  await call("PATCH", `/api/tasks/${made.id}`, { title: "Later" });
  const changed = await read(etag);
  expect([changed.status, titles(await changed.text())]).toEqual([200, ["Later"]]);
  await call("DELETE", `/api/tasks/${made.id}`);
  const deleted = await read(changed.headers.get("etag") ?? "");
  expect([deleted.status, titles(await deleted.text())]).toEqual([200, []]);
  await call("POST", `/api/tasks/${made.id}/restore`);
  expect(titles(await (await read(deleted.headers.get("etag") ?? "")).text())).toEqual(["Later"]);
});

test("only a hash of the token is stored", async () => {
  const { id, url } = await makeFeed();
  const token = /fh_[\w-]{43}/.exec(url)?.[0] ?? "";
  expect(token).not.toBe("");
  const { rows } = await api.db.database.query("select * from freehold.calendar_feeds where id = $1", [id]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
  expect((await ann("GET", "/api/calendar-feeds")).body).not.toHaveProperty("items.0.url");
});

test("a revoked feed is gone at once, and only its owner can list and revoke it", async () => {
  const call = api.as("revoking");
  const { id, url, name } = await makeFeed(call);
  expect((await fetch(url)).status).toBe(200);
  expect((await call("GET", "/api/calendar-feeds")).body).toMatchObject({ items: [{ id, name }], nextCursor: null });
  expect((await bob("GET", "/api/calendar-feeds")).body).toMatchObject({ items: [] });
  expect((await bob("DELETE", `/api/calendar-feeds/${id}`)).status).toBe(404);
  expect((await fetch(url)).status).toBe(200);
  expect((await call("DELETE", `/api/calendar-feeds/${id}`)).status).toBe(204);
  expect((await fetch(url)).status).toBe(404);
});

test("the list has pages", async () => {
  const call = api.as("pages");
  for (const name of ["one", "two", "three"]) await makeFeed(call, name);
  const first = z
    .object({ items: z.array(z.object({ name: z.string() })), nextCursor: z.string() })
    .parse((await call("GET", "/api/calendar-feeds?limit=2")).body);
  expect(first.items.map(({ name }) => name)).toEqual(["three", "two"]);
  expect((await call("GET", `/api/calendar-feeds?limit=2&cursor=${first.nextCursor}`)).body).toMatchObject({
    items: [{ name: "one" }],
    nextCursor: null,
  });
});

test("an owner has a bounded number of feeds, however many ask at once", async () => {
  const call = api.as("hoarder");
  const answers = await Promise.all(
    Array.from({ length: mostFeeds + 5 }, () => call("POST", "/api/calendar-feeds", { name: "x" })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(mostFeeds);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
});

test.each(["x.ics", `fh_${"A".repeat(43)}`, `fh_${"A".repeat(42)}.ics`, `fh_${"A".repeat(43)}.ics`])(
  "/calendar/%s is no calendar",
  async (file) => {
    expect((await fetch(`${api.url}/calendar/${file}`)).status).toBe(404);
  },
);

test("guesses are refused before they ask the database, and feeds in use go on", async () => {
  const { url } = await makeFeed(api.as("guessed"));
  expect((await fetch(url)).status).toBe(200);
  const guesses: Response[] = [];
  // On a slow machine a minute may end in between, and the count begin again.
  for (let n = 0; n < 80 && guesses.at(-1)?.status !== 429; n += 1) {
    guesses.push(await fetch(`${api.url}/calendar/fh_${String(n).padEnd(43, "x")}.ics`));
  }
  expect(guesses.at(-1)?.status).toBe(429);
  expect(Number(guesses.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await fetch(url)).status).toBe(200);
});
