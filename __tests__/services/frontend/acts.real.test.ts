import type { Page, Route } from "playwright-core";
import { taskSchema } from "../../../services/backend/schemas";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive, waitWithoutEnd } from "./browser";
import { usePage } from "./use-page";

describeReal("acts on tasks in the page, and their undoing", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium);
  const read = async (id: string) => taskSchema.parse(await (await fetch(`${platform.url}/api/tasks/${id}`)).json());
  const item = (page: Page, title: string) => page.locator("#tasks > li").filter({ hasText: title });
  const toast = (page: Page, words: string) => page.locator(".toast").filter({ hasText: words });
  /** Leaves any field, and presses the keys. */
  const undo = async (page: Page) => {
    await page.locator("#tasks-title").focus();
    await page.keyboard.press("Control+z");
  };

  test("a checklist is written and ordered by keyboard, ticked in the list, and undone step by step", async () => {
    const { id } = await platform.api.create({ title: "Pack" });
    const page = await platform.open();
    await page.getByRole("button", { name: "Edit Pack" }).click();
    await page.getByRole("button", { name: "Add item" }).click();
    for (const text of ["Passport", "Sockz", "Charger"]) await page.keyboard.type(`${text}\n`);
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Alt+ArrowUp");
    await page.getByRole("status").filter({ hasText: "Charger: 2 of 3" }).waitFor();
    await page.getByLabel("Item 3").fill("Socks");
    await page.getByLabel("Item 1").focus();
    await page.getByRole("button", { name: "Remove Passport" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "0/2 done: checklist of Pack" }).click();
    const ticked = page.waitForResponse("**/checklist/*");
    await page.getByLabel("Socks").check();
    await (await ticked).finished();
    await page.getByRole("button", { name: "1/2 done: checklist of Pack" }).waitFor();
    expect(await read(id)).toMatchObject({
      checklist: [
        { text: "Charger", done: false },
        { text: "Socks", done: true },
      ],
    });
    // The box that was clicked has the focus: that is no field to write in.
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: "0/2 done: checklist of Pack" }).waitFor();
    await toast(page, "Undone").waitFor();
    await undo(page);
    await toast(page, "Changed: Pack").filter({ hasText: "Undone" }).waitFor();
    expect(await read(id)).toMatchObject({ checklist: [] });
  });

  test("a reminder that is put off is shown at its task, and is back after Undo", async () => {
    const dueAt = new Date(Date.now() + 60_000).toISOString();
    const { id } = await platform.api.create({ title: "Call Ada", dueAt, reminders: [{ minutesBefore: 5 }] });
    const page = await platform.open();
    const snooze = page.getByRole("button", { name: "Snooze Call Ada" });
    await snooze.click();
    await page.getByRole("button", { name: "Tomorrow morning" }).click();
    await snooze.waitFor({ state: "detached" });
    await page.locator("#notifications-title:focus").waitFor();
    await toast(page, "Snoozed: Call Ada").getByRole("button", { name: "Undo" }).focus();
    await item(page, "Call Ada").getByText("Snoozed until tomorrow").waitFor();
    expect(Date.parse((await read(id)).snoozedUntil ?? "")).toBeGreaterThan(Date.now());
    await toast(page, "Snoozed: Call Ada").getByRole("button", { name: "Undo" }).click();
    await snooze.waitFor();
    await item(page, "Call Ada").getByText("Snoozed until").waitFor({ state: "detached" });
  });

  test("a snoozed reminder does not say how long before the due date it comes", async () => {
    const dueAt = "2099-05-01T12:00:00.000Z";
    const { id } = await platform.api.create({ title: "Call Bea", dueAt });
    const page = await platform.open();
    const answer = await fetch(`${platform.url}/api/tasks/${id}/reminders/snooze`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ until: new Date(Date.now() + 30_000).toISOString() }),
    });
    expect(answer.status).toBe(200);
    const notification = page.locator(".notification", { hasText: "Call Bea" });
    await notification.waitFor();
    expect(await notification.textContent()).toMatch(/Due .*2099/);
    expect(await notification.textContent()).not.toContain("before");
    await page.reload();
    await notification.waitFor();
    expect(await notification.textContent()).not.toContain("before");
  });

  test("the trash says who deleted a task and how long it stays there, and restores it once", async () => {
    const { id } = await platform.api.create({ title: "Old newspapers" });
    await platform.api.remove(id);
    const page = await platform.open();
    await page.getByRole("button", { name: "Deleted tasks" }).click();
    const dialog = page.getByRole("dialog", { name: "Deleted tasks" });
    await dialog.getByText("Deleted today").filter({ hasText: "by local" }).waitFor();
    expect(await dialog.textContent()).toContain("30 days");
    await dialog.getByRole("button", { name: "Restore Old newspapers" }).dblclick();
    await dialog.getByRole("button", { name: "Restored: Old newspapers" }).waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await item(page, "Old newspapers").waitFor();
    expect(await read(id)).toMatchObject({ title: "Old newspapers", version: 2 });
  });

  test("of several tasks that get a tag, the one that is refused stays selected; Undo takes all of it back", async () => {
    const done = await platform.api.create({ title: "Bulk done" });
    await platform.api.complete(done.id);
    const ids: string[] = [];
    for (const n of [3, 2, 1]) ids.push((await platform.api.create({ title: `Bulk ${n}`, tags: ["old"] })).id);
    const tags = async () => Promise.all(ids.map(async (id) => (await read(id)).tags));
    const page = await platform.open();
    await page.getByText("All", { exact: true }).click();
    await page.getByLabel("Search").fill("Bulk");
    await item(page, "Bulk done").waitFor();
    // By keyboard, as a range, and one more.
    await page.getByRole("button", { name: "Edit Bulk 1" }).focus();
    await page.keyboard.press("x");
    await page.getByRole("checkbox", { name: "Select Bulk 1", checked: true }).and(page.locator(":focus")).waitFor();
    await item(page, "Bulk 3")
      .locator(".title")
      .click({ modifiers: ["Shift"] });
    await page.getByRole("checkbox", { name: "Select Bulk done" }).click();
    const bar = page.getByRole("region", { name: "Selected tasks" });
    await bar.getByText("4 selected").waitFor();
    await bar.getByRole("button", { name: "Tag" }).click();
    await page.keyboard.type("old, new\n");
    await toast(page, "Tagged: Bulk 1, Bulk 2, Bulk 3")
      .filter({ hasText: "Bulk done: The task is completed." })
      .waitFor();
    // The message stays for as long as it has the focus.
    await toast(page, "Tagged").getByRole("button", { name: "Undo" }).focus();
    await bar.getByText("1 selected").waitFor();
    await item(page, "Bulk done").getByRole("alert").filter({ hasText: "The task is completed." }).waitFor();
    expect(await tags()).toEqual(ids.map(() => ["old", "new"]));
    await toast(page, "Tagged").getByRole("button", { name: "Undo" }).click();
    await until("the tag is gone", async () => (await tags()).every((all) => `${all}` === "old"));
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
  });

  test("an act on several is shown before the platform answers, and taken back with the reason if it refuses", async () => {
    for (const title of ["Several b", "Several a"]) await platform.api.create({ title });
    const page = await platform.open();
    await page.evaluate(waitWithoutEnd);
    const held: Route[] = [];
    await page.route("**/api/tasks/bulk", (route) => void held.push(route));
    const asked = () => until("the platform is asked", () => held.shift());
    await page.getByRole("button", { name: "Select", exact: true }).click();
    for (const title of ["Several a", "Several b"]) await item(page, title).click();
    const bar = page.getByRole("region", { name: "Selected tasks" });
    await bar.getByRole("button", { name: "Delete" }).click();
    await item(page, "Several").first().waitFor({ state: "detached" });
    await (await asked()).fulfill({ status: 503, body: "<h1>Bad gateway</h1>" });
    await toast(page, "That was not done").getByText("not available").waitFor();
    await item(page, "Several b").waitFor();
    await bar.getByText("2 selected").waitFor();

    await bar.getByRole("button", { name: "Tag" }).click();
    await page.keyboard.type("early\n");
    await item(page, "Several a").getByText("early").waitFor();
    expect((await platform.api.list("search=early")).length).toBe(0);
    await (await asked()).continue();
    await toast(page, "Tagged: Several a, Several b").waitFor();
    expect(await item(page, "Several").getByText("early").count()).toBe(2);
    await page.unroute("**/api/tasks/bulk");
    await toast(page, "Tagged").getByRole("button", { name: "Undo" }).click();
    await until("it is undone", async () => (await platform.api.list("search=early")).length === 0);
  });

  test("selected tasks move to another list by keyboard, in German, too, and Undo takes each to where it was", async () => {
    const [home, work] = [await platform.api.addList("Home"), await platform.api.addList("Work")];
    const ids = [(await platform.api.create({ title: "Move inbox" })).id];
    ids.push((await platform.api.create({ title: "Move work", listId: work })).id);
    const lists = async () => Promise.all(ids.map(async (id) => (await read(id)).listId));
    const page = await platform.browser.open(platform.url, { locale: "de-DE" });
    await isLive(page);
    await page.getByRole("button", { name: "Move work ändern" }).focus();
    await page.keyboard.press("x");
    await page.getByRole("checkbox", { name: "Move inbox auswählen" }).focus();
    await page.keyboard.press("x");
    const bar = page.getByRole("region", { name: "Ausgewählte Aufgaben" });
    await bar.getByRole("button", { name: "Verschieben" }).focus();
    await page.keyboard.press("Enter");
    const choice = bar.getByLabel("Liste").and(page.locator(":focus"));
    await choice.waitFor();
    // Its first letter chooses a list; Escape leaves the question, and nothing moves.
    await page.keyboard.press("Escape");
    await bar.getByRole("button", { name: "Verschieben" }).focus();
    await page.keyboard.press("Enter");
    await choice.waitFor();
    await page.keyboard.press("h");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await toast(page, "Verschoben nach Home: Move work, Move inbox").waitFor();
    expect(await lists()).toEqual([home, home]);
    await undo(page);
    await until("each is where it was", async () => JSON.stringify(await lists()) === JSON.stringify([null, work]));
    await bar.waitFor({ state: "detached" });
  });

  test("Ctrl-Z takes back a deletion of several, an edit and a completion, last first, after a reload, and not in a field", async () => {
    const tasks = [];
    for (const title of ["Undo b", "Undo a"]) tasks.push(await platform.api.create({ title }));
    const [b, a] = tasks.map(({ id }) => id);
    const page = await platform.open();
    await page.getByRole("button", { name: "Complete: Undo a" }).click();
    await toast(page, "Completed: Undo a").waitFor();
    await page.getByRole("button", { name: "Edit Undo b" }).click();
    await page.getByRole("dialog").getByLabel("Title").fill("Undo changed");
    await page.getByRole("button", { name: "Save" }).click();
    await toast(page, "Changed: Undo changed").waitFor();
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await item(page, "Undo changed").click();
    await page.getByRole("region", { name: "Selected tasks" }).getByRole("button", { name: "Delete" }).click();
    await toast(page, "Deleted: Undo changed").waitFor();

    // What was done outlives a reload.
    await page.reload();
    await isLive(page);
    await page.getByLabel("Search").focus();
    await page.keyboard.press("Control+z");
    await undo(page);
    await toast(page, "Undone").filter({ hasText: "Deleted: " }).waitFor();
    expect(await read(b ?? "")).toMatchObject({ title: "Undo changed", version: 3 });
    await undo(page);
    // Of its own act the page knows that the task is as the edit left it.
    await toast(page, "Undone").filter({ hasText: "Changed: " }).waitFor();
    expect(await read(b ?? "")).toMatchObject({ title: "Undo b", version: 4 });
    expect(await read(a ?? "")).toMatchObject({ status: "completed" });
    await undo(page);
    await toast(page, "Undone").filter({ hasText: "Completed: " }).waitFor();
    expect(await read(a ?? "")).toMatchObject({ status: "open" });
    await item(page, "Undo a").waitFor();
  });
});
