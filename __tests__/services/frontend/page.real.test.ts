import type { Page } from "playwright-core";
import type { RunningHost } from "../../../services/runtime/host/host";
import { useDatabase } from "../../helpers/database";
import { apiClient, startOn } from "../../helpers/platform";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive, openFields, timeZone, useBrowser, waitWithoutEnd } from "./browser";

/** An instant as a user in the browser's time zone picks it. */
const picked = (at: Date): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at).replace(" ", "T");
const taskItem = (page: Page, title: string) => page.locator("#tasks > li").filter({ hasText: title });
const dayInMs = 86_400_000;

describeReal("the page in a browser", ["chromium"], ({ chromium }) => {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost;
  let api: ReturnType<typeof apiClient>;
  beforeAll(async () => {
    host = await startOn(db.url);
    api = apiClient(host.url);
  });
  db.closeFirst(() => host.stop());
  const openPage = async () => {
    const page = await browser.open(host.url);
    await isLive(page);
    return page;
  };

  test("of a completed daily task, the next occurrence and its reminder arrive by themselves", async () => {
    const page = await openPage();
    const due = new Date(Math.floor(Date.now() / 60_000) * 60_000);
    await openFields(page);
    await page.getByLabel("Title").fill("Water the plants");
    const [date = "", time = ""] = picked(due).split("T");
    await page.getByLabel("Due", { exact: true }).fill(date);
    await page.getByLabel("Time").fill(time);
    await page.getByLabel("Repeat").selectOption("Daily");
    await page.getByLabel("Remind me").selectOption("1 day before");
    await page.getByLabel("Tags").fill("home, , garden");
    await page.getByRole("button", { name: "Add task" }).click();
    const reminders = page.locator("#notifications > [data-kind=reminder]");
    await reminders.first().waitFor();
    const [first] = await api.list("search=plants");
    expect(first).toMatchObject({ dueAt: due.toISOString() });

    await page.getByRole("button", { name: "Complete: Water the plants" }).click();
    await page.locator("#notifications > [data-kind=occurrence]", { hasText: "Water the plants" }).waitFor();
    await page.locator(".toast", { hasText: "Next occurrence: Water the plants" }).waitFor();
    // The next reminder is due a day before the next occurrence, which is now.
    await reminders.nth(1).waitFor();
    // A moment after the click, once nothing on the list has to stay in its place.
    const next = taskItem(page, "Water the plants").and(page.locator("[data-status=open]"));
    await next.waitFor();
    expect(await next.locator(".chip").allTextContents()).toEqual([
      // Unless midnight has just passed.
      expect.stringMatching(/^(Tomorrow|Today), /),
      "Daily",
      "1 day before",
      "home",
      "garden",
    ]);
    const [open] = await api.list("search=plants&status=open");
    expect(open?.dueAt).toBe(new Date(due.getTime() + dayInMs).toISOString());

    // Both stay for later visits, and are announced once.
    await page.reload();
    await reminders.nth(1).waitFor();
    expect(await reminders.count()).toBe(2);
    expect(await page.locator(".toast").count()).toBe(0);

    await page.getByText("Completed", { exact: true }).click();
    // The open one is still there for a moment.
    await taskItem(page, "Water the plants")
      .and(page.locator("[data-status=completed]"))
      .getByRole("button", { name: "History of Water the plants" })
      .click();
    const history = page.locator(".history > li");
    await history.filter({ hasText: "Completed by local" }).filter({ hasText: "Statusopen → completed" }).waitFor();
    expect(await history.locator("strong").allTextContents()).toEqual(
      expect.arrayContaining(["Created", "Reminder scheduled", "Reminder fired", "Completed"]),
    );
  });

  test("a refusal stands at its field until the field is changed", async () => {
    const page = await openPage();
    await openFields(page);
    await page.getByLabel("Title").fill("A task without a due date");
    const reminder = page.getByLabel("Remind me");
    await reminder.selectOption("5 min before");
    await page.getByRole("button", { name: "Add task" }).click();
    const refused = page.locator("#reminder[aria-invalid=true]:focus");
    await refused.waitFor();
    expect(await page.locator("#reminder-error").textContent()).toContain("needs a due date");
    expect(await refused.getAttribute("aria-describedby")).toBe("reminder-error");
    await reminder.selectOption("Never");
    expect(await page.locator("[aria-invalid]").count()).toBe(0);
    await page.getByRole("button", { name: "Add task" }).click();
    await taskItem(page, "A task without a due date").waitFor();
  });

  test("a task whose answer was lost is sent again without a click, and added once", async () => {
    const page = await openPage();
    await page.route("**/api/tasks", async (route) => {
      await route.fetch();
      await route.abort();
      await page.unroute("**/api/tasks");
    });
    await openFields(page);
    await page.getByLabel("Title").fill("Sent twice");
    await page.getByRole("button", { name: "Add task" }).click();
    await page.locator("#title:placeholder-shown").waitFor();
    await page.locator("#announcement", { hasText: "1 change sent" }).waitFor();
    await taskItem(page, "Sent twice").waitFor();
    expect(await taskItem(page, "Sent twice").count()).toBe(1);
    expect(await api.list("search=Sent twice")).toHaveLength(1);
  });

  test("what other clients do shows up, and markup in it is text", async () => {
    const page = await openPage();
    const title = '<img src="x" onerror="document.title = 1"><b>bold</b>';
    const { id } = await api.create({ title });
    await taskItem(page, title).waitFor();
    expect(await page.locator("#tasks img, #tasks b").count()).toBe(0);
    expect(await page.title()).toMatch(/^(\(\d+\) )?Freehold$/);
    await api.change(id, { title: "Plain" });
    await taskItem(page, "Plain").waitFor();
    await api.remove(id);
    await taskItem(page, "Plain").waitFor({ state: "detached" });
  });

  test("a task is deleted only after a confirmation", async () => {
    await api.create({ title: "Keep or delete" });
    const page = await openPage();
    const remove = page.getByRole("button", { name: "Delete Keep or delete" });
    await remove.click();
    await page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
    expect(await api.list("search=Keep")).toHaveLength(1);
    await remove.click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await remove.waitFor({ state: "detached" });
    await until("it is deleted", async () => (await api.list("search=Keep")).length === 0);
  });

  test("a task leaves the list before the platform answers, and is back with the reason if it refuses", async () => {
    for (const title of ["Refused below", "Refused above"]) await api.create({ title });
    const page = await openPage();
    await page.evaluate(waitWithoutEnd);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    await page.route("**/api/tasks/*", async (route) => {
      if (route.request().method() !== "DELETE") return route.continue();
      asked += 1;
      await held;
      await route.fulfill({ status: 503, body: "<h1>Bad gateway</h1>" });
    });
    await page.getByRole("button", { name: "Delete Refused above" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await taskItem(page, "Refused above").waitFor({ state: "detached" });
    await page.locator("#tasks > li:focus", { hasText: "Refused below" }).waitFor();
    await until("the platform is asked", () => asked > 0);
    // What the platform tells of it meanwhile does not bring it back.
    const [task] = await api.list("search=Refused above");
    await api.change(task?.id ?? "", { tags: ["meanwhile"] });
    await api.create({ title: "After the change" });
    await taskItem(page, "After the change").waitFor();
    expect(await taskItem(page, "Refused above").count()).toBe(0);
    release();
    await page.locator(".toast", { hasText: "Not deleted: Refused above" }).getByText("not available").waitFor();
    await page.locator("#tasks > li:focus", { hasText: "Refused above" }).getByText("meanwhile").waitFor();
  });

  test("a deleted task is back after Undo, here and in another tab", async () => {
    await api.create({ title: "Back again" });
    const [page, other] = [await openPage(), await openPage()];
    const [here, there] = [taskItem(page, "Back again"), taskItem(other, "Back again")];
    await page.getByRole("button", { name: "Delete Back again" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    const toast = page.locator(".toast", { hasText: "Deleted: Back again" });
    // The message stays for as long as it has the focus.
    await toast.getByRole("button", { name: "Undo" }).focus();
    for (const item of [here, there]) await item.waitFor({ state: "detached" });
    await toast.getByRole("button", { name: "Undo" }).click();
    for (const item of [here, there]) await item.waitFor();
    await toast.waitFor({ state: "detached" });
    expect(await api.list("search=Back")).toHaveLength(1);
  });

  test("a long list comes in pages as one scrolls, each once, and can be searched", async () => {
    for (let n = 1; n <= 145; n++) await api.create({ title: `Chapter ${n}.` });
    const page = await openPage();
    const cursors: (string | null)[] = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname === "/api/tasks") cursors.push(url.searchParams.get("cursor"));
    });
    const chapters = taskItem(page, "Chapter");
    expect(await chapters.count()).toBe(20);
    await until("the end is in sight", async () => {
      await page.mouse.wheel(0, 2_000);
      return taskItem(page, "Chapter 1.").isVisible();
    });
    expect(new Set(cursors).size).toBe(cursors.length);
    await page.getByLabel("Search").fill("chapter 14");
    await until("the search is over", async () => (await chapters.count()) === 7);
    const titles = await chapters.locator(".title").allTextContents();
    expect(titles).toEqual([145, 144, 143, 142, 141, 140, 14].map((n) => `Chapter ${n}.`));
    await page.getByLabel("Search").fill("chapter 199");
    await page.getByText("No task matches “chapter 199”.").waitFor();
  });

  test("an event that its consumer gave up on is replayed once its cause is gone", async () => {
    const page = await openPage();
    const task = await api.create({
      title: "Pay the rent",
      dueAt: "2027-01-01T09:00:00Z",
      recurrence: { rrule: "FREQ=MONTHLY", timeZone },
    });
    await db.database.query(
      "alter table freehold.tasks add constraint broken check (title <> 'Pay the rent' or status = 'completed') not valid",
    );
    await api.complete(task.id);
    await until("the retries are over", async () => {
      const { rowCount } = await db.database.query("select from freehold.dead_letters");
      return rowCount === 1;
    });
    await db.database.query("alter table freehold.tasks drop constraint broken");

    const letter = page.locator(".dead-letter");
    await letter.waitFor();
    expect(await letter.locator(".reason").textContent()).toContain("broken");
    expect(await letter.locator(".chip").allTextContents()).toEqual(
      expect.arrayContaining(["recurring-task-consumer", "task-events", "3 retries", "dead"]),
    );
    await letter.getByText("Event", { exact: true }).click();
    expect(await letter.locator("pre").textContent()).toContain(task.id);
    await letter.getByRole("button", { name: /^Replay/ }).click();
    await taskItem(page, "Pay the rent").waitFor();
    await letter.locator(".chip", { hasText: "replayed" }).waitFor();
    expect(await letter.getByRole("button", { name: /^Replay/ }).count()).toBe(0);
  });

  test("after a restart of the platform the page is live again, with what it missed", async () => {
    const page = await openPage();
    const { port } = new URL(host.url);
    await host.stop();
    await page.locator("#connection[data-state=offline]").waitFor();
    const elsewhere = await startOn(db.url);
    await apiClient(elsewhere.url).create({ title: "Written meanwhile" });
    await elsewhere.stop();
    host = await startOn(db.url, { PORT: port });
    await isLive(page);
    await taskItem(page, "Written meanwhile").waitFor();
  });
});
