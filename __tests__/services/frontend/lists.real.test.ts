import type { Page } from "playwright-core";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive, openFields, timeZone } from "./browser";
import { usePage } from "./use-page";

const hourInMs = 3_600_000;

describeReal("views and lists in the page", ["chromium"], ({ chromium }) => {
  const app = usePage(chromium);
  const link = (page: Page, name: string) => page.locator(".place", { has: page.getByText(name, { exact: true }) });
  /** The count beside each name. */
  const counts = async (page: Page) => {
    const places = await page.locator(".place").allTextContents();
    return Object.fromEntries(
      places.map((text) => [text.replace(/ \d.*$/, "").trim(), Number(/ (\d+) open/.exec(text)?.[1] ?? 0)]),
    );
  };
  const titles = (page: Page) => page.locator("#tasks > .task .title").allTextContents();
  const shows = (page: Page, ...expected: string[]) =>
    until(`the list is ${expected}`, async () => (await titles(page)).join() === expected.join());
  const countIs = (page: Page, name: string, count: number) =>
    link(page, name)
      .filter({ hasText: new RegExp(`${name} ${count === 0 ? "$" : `${count} open`}`) })
      .waitFor();

  test("views count the open tasks, stay true as tasks change, and are in the address", async () => {
    const now = Date.now();
    const overdue = await app.api.create({ title: "Late", dueAt: new Date(now - 48 * hourInMs).toISOString() });
    await app.api.create({ title: "Later", dueAt: new Date(now + 48 * hourInMs).toISOString() });
    await app.api.create({ title: "Some day" });
    const asked: string[] = [];
    const page = await app.browser.open(app.url, {}, async (opening) => {
      opening.on("request", (request) => request.url().includes("/api/views") && asked.push(request.url()));
    });
    await isLive(page);
    expect(await counts(page)).toMatchObject({ "All tasks": 3, Today: 0, Upcoming: 1, Overdue: 1, "No date": 1 });
    await link(page, "Overdue").click();
    await shows(page, "Late");
    expect(page.url()).toBe(`${app.url}/?view=overdue`);
    expect(await link(page, "Overdue").getAttribute("aria-current")).toBe("page");
    expect(await page.title()).toBe("Overdue – Freehold");
    await link(page, "No date").click();
    await shows(page, "Some day");
    await page.goBack();
    await shows(page, "Late");
    await page.reload();
    await isLive(page);
    await shows(page, "Late");
    asked.splice(0);
    // What changes no count asks for none.
    await app.api.change(overdue.id, { title: "Still late" });
    await shows(page, "Still late");
    await page.getByRole("button", { name: "Complete: Still late" }).click();
    await countIs(page, "Overdue", 0);
    await page.getByText("No task is overdue.").waitFor();
    expect(asked).toHaveLength(1);
  });

  test("a tag leads to the tasks that have it, in the address too, and a task that is added there gets it", async () => {
    await app.api.create({ title: "Descale", tags: ["kettle & pot"] });
    await app.api.create({ title: "Elsewhere", tags: ["kettle"] });
    const page = await app.open();
    await page.locator("#tasks > li", { hasText: "Descale" }).getByRole("link", { name: "kettle & pot" }).click();
    await shows(page, "Descale");
    expect(new URL(page.url()).search).toBe("?tag=kettle%20%26%20pot");
    await page.getByRole("heading", { name: "#kettle & pot" }).waitFor();
    await page.getByLabel("Task in words").fill("Buy filters");
    await page.locator("#quick-add-preview .chip", { hasText: "kettle & pot" }).waitFor();
    await page.keyboard.press("Enter");
    await shows(page, "Buy filters", "Descale");
    await countIs(page, "#kettle & pot", 2);
    await page.reload();
    await isLive(page);
    await shows(page, "Buy filters", "Descale");
    await openFields(page);
    expect(await page.getByLabel("Tags").inputValue()).toBe("kettle & pot");
    // One that loses the tag leaves the list.
    const [descale] = await app.api.list("search=Descale");
    await app.api.change(descale?.id ?? "", { tags: ["kettle"] });
    await shows(page, "Buy filters");
    await countIs(page, "#kettle", 2);
    await link(page, "#kettle").click();
    await shows(page, "Elsewhere", "Descale");
    await page.goBack();
    await shows(page, "Buy filters");
  });

  test("a list is added, filled, renamed and deleted, and another tab follows", async () => {
    const page = await app.open();
    const other = await app.open();
    await page.getByRole("button", { name: "Add a list" }).click();
    const dialog = page.getByRole("dialog", { name: "New list" });
    await dialog.getByRole("button", { name: "Add list" }).click();
    await dialog.getByText("Give the list a name.").waitFor();
    await dialog.getByLabel("Name").fill("Shop");
    await dialog.getByLabel("Green").check({ force: true });
    await dialog.getByRole("button", { name: "Add list" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "Shop" }).waitFor();
    await link(other, "Shop").click();
    await page.getByLabel("Task in words").fill("Oat milk #food");
    await page.keyboard.press("Enter");
    await shows(page, "Oat milk");
    await openFields(page);
    await page.getByLabel("Title").fill("Bread");
    await page.getByRole("button", { name: "Add task" }).click();
    await shows(page, "Bread", "Oat milk");
    await shows(other, "Bread", "Oat milk");
    for (const tab of [page, other]) await countIs(tab, "Shop", 2);
    await link(page, "All tasks").click();
    expect(await page.locator("#tasks > li", { hasText: "Bread" }).locator(".chip.list").textContent()).toBe("Shop");

    await page.getByRole("button", { name: "Edit list Shop" }).click();
    const edit = page.getByRole("dialog", { name: "Edit list" });
    expect(await edit.getByLabel("Green").isChecked()).toBe(true);
    await edit.getByLabel("Name").fill("Groceries");
    await edit.getByRole("button", { name: "Save" }).click();
    await other.getByRole("heading", { name: "Groceries" }).waitFor();

    await page.getByRole("button", { name: "Edit list Groceries" }).click();
    await edit.getByRole("button", { name: "Delete list…" }).click();
    const confirm = page.getByRole("dialog", { name: "Delete this list?" });
    await confirm.getByText("Its 2 open tasks and all completed ones move to your Inbox.").waitFor();
    await confirm.getByRole("button", { name: "Delete list" }).click();
    await confirm.waitFor({ state: "detached" });
    // The tab that showed the list shows where its tasks are now.
    await other.getByRole("heading", { name: "Inbox" }).waitFor();
    await shows(other, ...(await titlesOf("default")));
    for (const tab of [page, other]) await link(tab, "Groceries").waitFor({ state: "detached" });
  });

  const titlesOf = async (list: string) =>
    (await app.api.list(`list=${list}&status=open&sort=manual`)).map(({ title }) => title);

  test("Undo takes back a change of a list, brings a deleted one back with its tasks, and takes an added one away", async () => {
    const page = await app.open();
    const undo = async (said: string) => {
      await page.locator("#tasks-title").focus();
      await page.keyboard.press("Control+z");
      await page.locator(".toast", { hasText: "Undone" }).filter({ hasText: said }).waitFor();
    };
    const openEditor = () =>
      page
        .getByRole("button", { name: /^Edit list / })
        .first()
        .click();
    await page.getByRole("button", { name: "Add a list" }).click();
    const adding = page.getByRole("dialog", { name: "New list" });
    await adding.getByLabel("Name").fill("Garden");
    await adding.getByRole("button", { name: "Add list" }).click();
    await page.getByRole("heading", { name: "Garden" }).waitFor();
    await page.getByLabel("Task in words").fill("Plant tulips");
    await page.keyboard.press("Enter");
    await shows(page, "Plant tulips");
    const editing = page.getByRole("dialog", { name: "Edit list" });
    await openEditor();
    await editing.getByLabel("Name").fill("Yard");
    await editing.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Yard" }).waitFor();
    await editing.waitFor({ state: "detached" });
    await undo("List changed: Yard");
    await page.getByRole("heading", { name: "Garden" }).waitFor();

    await openEditor();
    await editing.getByRole("button", { name: "Delete list…" }).click();
    const deleting = page.getByRole("dialog", { name: "Delete this list?" });
    await deleting.getByRole("button", { name: "Delete list" }).click();
    await link(page, "Garden").waitFor({ state: "detached" });
    await deleting.waitFor({ state: "detached" });
    await undo("List deleted: Garden");
    await page.getByRole("heading", { name: "Garden" }).waitFor();
    await shows(page, "Plant tulips");

    await page.getByRole("button", { name: "Add a list" }).click();
    await adding.getByLabel("Name").fill("Mistake");
    await adding.getByRole("button", { name: "Add list" }).click();
    await page.getByRole("heading", { name: "Mistake" }).waitFor();
    await undo("List added: Mistake");
    await link(page, "Mistake").waitFor({ state: "detached" });
    await link(page, "Garden").waitFor();
    // What was done before the deletion, although list and task are other ones or later ones now.
    await undo("Added: Plant tulips");
    await undo("List added: Garden");
    await link(page, "Garden").waitFor({ state: "detached" });
  });

  test("once a list is back, Undo of an older act leaves alone what somebody else has changed meanwhile", async () => {
    const listId = await app.api.addList("Shared");
    const { id } = await app.api.create({ title: "Theirs and mine", listId });
    const page = await app.open();
    await link(page, "Shared").click();
    await page.locator(`[data-task="${id}"] .title`).dblclick();
    await page.getByRole("textbox", { name: /^Title of / }).fill("Mine");
    await page.keyboard.press("Enter");
    await page.locator(".toast", { hasText: "Changed: Mine" }).waitFor();
    await page
      .getByRole("button", { name: /^Edit list / })
      .first()
      .click();
    await page.getByRole("button", { name: "Delete list…" }).click();
    await page.getByRole("dialog", { name: "Delete this list?" }).getByRole("button", { name: "Delete list" }).click();
    await link(page, "Shared").waitFor({ state: "detached" });
    await app.api.change(id, { title: "Theirs" });
    const undo = async () => {
      await page.locator("#tasks-title").focus();
      await page.keyboard.press("Control+z");
    };
    await undo();
    await link(page, "Shared").waitFor();
    await shows(page, "Theirs");
    await page.locator(".toast", { hasText: "Undone" }).filter({ hasText: "List deleted: Shared" }).waitFor();
    await undo();
    await page.locator(".toast", { hasText: "Not undone" }).filter({ hasText: "was changed since" }).waitFor();
    expect((await app.api.list("search=theirs")).map(({ title }) => title)).toEqual(["Theirs"]);
  });

  test("a list that somebody else has changed meanwhile is not overwritten", async () => {
    const page = await app.open();
    await page.getByRole("button", { name: "Add a list" }).click();
    const adding = page.getByRole("dialog", { name: "New list" });
    await adding.getByLabel("Name").fill("Books");
    await adding.getByRole("button", { name: "Add list" }).click();
    await page.getByRole("heading", { name: "Books" }).waitFor();
    const id = new URL(page.url()).searchParams.get("list");
    await page.getByRole("button", { name: "Edit list Books" }).click();
    await fetch(`${app.url}/api/lists/${id}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: '{"name":"Novels"}',
    });
    const editing = page.getByRole("dialog", { name: "Edit list" });
    await editing.getByLabel("Name").fill("Poems");
    await editing.getByRole("button", { name: "Save" }).click();
    await editing.getByRole("alert").filter({ hasText: "changed" }).waitFor();
    await link(page, "Novels").waitFor();
  });

  test("one priority is shown, of new tasks, too", async () => {
    const add = (title: string, priority: "low" | "medium" | "high") =>
      app.api.create({ title, priority, tags: ["errand"] });
    await add("Dentist", "high");
    await add("Stamps", "low");
    const page = await app.open();
    await link(page, "#errand").click();
    await shows(page, "Stamps", "Dentist");
    await page.getByRole("button", { name: "Filter" }).click();
    const shown = page.getByRole("search").getByLabel("Priority");
    await shown.selectOption("High");
    await shows(page, "Dentist");
    await add("Cellar", "medium");
    await add("Rent", "high");
    await shows(page, "Rent", "Dentist");
    await page.getByText("Completed", { exact: true }).click();
    await page.getByText("No task here has this priority.").waitFor();
    await shown.selectOption("Any priority");
    await page.getByText("No completed tasks yet.").waitFor();
  });

  test("tasks due on some days are shown, of new tasks, too, in each place but a view", async () => {
    const began = Date.now();
    const dayIn = (days: number) => new Date(began + days * 24 * hourInMs);
    const inPage = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" });
    const nameOfDay = (days: number) => inPage.format(dayIn(days));
    const add = (title: string, days: number) =>
      app.api.create({ title, tags: ["trip"], dueAt: dayIn(days).toISOString() });
    await add("Visa", 2);
    await add("Train", 4);
    await add("Hotel", 6);
    await app.api.create({ title: "Passport", tags: ["trip"] });
    const page = await app.open();
    await link(page, "#trip").click();
    await page.getByLabel("Sort by").selectOption("Due date");
    await shows(page, "Visa", "Train", "Hotel", "Passport");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByLabel("Due from").fill(nameOfDay(3));
    await shows(page, "Train", "Hotel");
    await page.getByLabel("Due until").fill(nameOfDay(5));
    await shows(page, "Train");
    await add("Bus", 5);
    await add("Boat", 7);
    await shows(page, "Train", "Bus");
    await page.getByLabel("Due until").fill(nameOfDay(3));
    await page.getByText("No task here is due on these days.").waitFor();
    await page.getByRole("button", { name: "Filter (1)" }).click();
    expect(await page.getByLabel("Due from").isVisible()).toBe(false);
    await link(page, "Upcoming").click();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.locator("#tasks > .task", { hasText: "Hotel" }).waitFor();
    expect(await page.getByLabel("Due from").isVisible()).toBe(false);
    await link(page, "#trip").click();
    await page.getByRole("button", { name: "Clear" }).click();
    await shows(page, "Visa", "Train", "Bus", "Hotel", "Boat", "Passport");
    expect(await page.locator("#filter button:focus").textContent()).toBe("Filter");
    expect(await page.getByLabel("Due from").inputValue()).toBe("");
  });

  test("a task moves to another list in its editor, and within one by keyboard and by drag, in the order that is chosen", async () => {
    const id = await app.api.addList("Trip");
    const dueAt = new Date(Date.now() + hourInMs).toISOString();
    await app.api.create({ title: "Tickets", listId: id, priority: "high" });
    await app.api.create({ title: "Visa", listId: id, dueAt });
    await app.api.create({ title: "Suitcase" });
    const page = await app.open();
    await page.getByRole("button", { name: "Edit Suitcase" }).click();
    await page.getByRole("dialog").getByLabel("List").selectOption("Trip");
    await page.getByRole("button", { name: "Save" }).click();
    await countIs(page, "Trip", 3);
    await link(page, "Trip").click();
    await shows(page, "Suitcase", "Visa", "Tickets");
    await page.getByLabel("Sort by").selectOption("Priority");
    await shows(page, "Tickets", "Suitcase", "Visa");
    await page.getByLabel("Sort by").selectOption("Due date");
    await shows(page, "Visa", "Suitcase", "Tickets");
    await page.reload();
    await isLive(page);
    await shows(page, "Visa", "Suitcase", "Tickets");
    await openFields(page);
    expect(await page.getByLabel("List", { exact: true }).locator(":checked").textContent()).toBe("Trip");

    await page.getByLabel("Sort by").selectOption("My order");
    await shows(page, "Suitcase", "Visa", "Tickets");
    const other = await app.open();
    await link(other, "Trip").click();
    await shows(other, "Suitcase", "Visa", "Tickets");
    await page.evaluate(`(() => {
      const list = document.querySelector("#tasks");
      const placeNow = () => [...list.children].findIndex((it) => it.textContent.includes("Suitcase"));
      window.places = [placeNow()];
      new MutationObserver(() => window.places.push(placeNow())).observe(list, { childList: true });
    })()`);
    const twiceDown = async () => {
      await page.getByRole("button", { name: "Edit Suitcase" }).focus();
      await page.keyboard.press("Alt+ArrowDown");
      await page.keyboard.press("Alt+ArrowDown");
      await page.locator("#announcement", { hasText: "Now at place 3 of 3" }).waitFor({ state: "attached" });
      for (const tab of [page, other]) await shows(tab, "Visa", "Tickets", "Suitcase");
    };
    await twiceDown();
    // It never jumps back, although the platform tells of each move.
    const places = (await page.evaluate("window.places")) as number[];
    expect(places).toEqual([...places].sort());
    await page.locator('[aria-label="Edit Suitcase"]:focus').waitFor();
    await page.keyboard.press("Control+z");
    await page.locator(".toast", { hasText: "Undone" }).filter({ hasText: "Moved: Suitcase" }).waitFor();
    for (const tab of [page, other]) await shows(tab, "Suitcase", "Visa", "Tickets");
    await twiceDown();
    await page.getByRole("button", { name: "Move Tickets up" }).click();
    await shows(page, "Tickets", "Visa", "Suitcase");
    const row = (title: string) => page.locator("#tasks > .task", { hasText: title });
    await row("Suitcase")
      .locator(".grip")
      .dragTo(row("Tickets"), { targetPosition: { x: 200, y: 4 } });
    for (const tab of [page, other]) await shows(tab, "Suitcase", "Tickets", "Visa");
    expect(await titlesOf(id)).toEqual(["Suitcase", "Tickets", "Visa"]);
  });
});
