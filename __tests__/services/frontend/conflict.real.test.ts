import type { Page } from "playwright-core";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { usePage } from "./use-page";

describeReal("two people change a task", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium);
  const read = async (id: string) => (await fetch(`${platform.url}/api/tasks/${id}`)).json();
  const openEditor = async (title: string) => {
    const page = await platform.open();
    await page.getByRole("button", { name: `Edit ${title}`, exact: true }).click();
    return { page, dialog: page.getByRole("dialog", { name: "Edit task" }) };
  };
  const save = (page: Page) => page.getByRole("button", { name: "Save" }).click();

  test("both values are shown side by side, and the one that is chosen is kept, field by field", async () => {
    const { id } = await platform.api.create({ title: "Ours", tags: ["old"], priority: "low" });
    const { page, dialog } = await openEditor("Ours");
    await dialog.getByLabel("Title").fill("Mine");
    await dialog.getByLabel("Tags").fill("mine");
    await dialog.getByLabel("Priority").selectOption("High");
    await platform.api.change(id, { title: "Theirs", tags: ["theirs"] });
    await save(page);
    const title = dialog.getByRole("group", { name: "Title" });
    await title.waitFor();
    expect(await title.getByRole("radio").count()).toBe(2);
    expect(await title.locator("label").allTextContents()).toEqual(["YoursMine", "TheirsTheirs"]);
    expect(await read(id)).toMatchObject({ title: "Theirs", priority: "low" });
    await title.getByLabel("Theirs").check();
    await save(page);
    await dialog.waitFor({ state: "detached" });
    expect(await read(id)).toMatchObject({ title: "Theirs", tags: ["mine"], priority: "high" });
  });

  test("a day meets a time as one field", async () => {
    const { id } = await platform.api.create({ title: "When", dueAt: "2099-03-01T08:00:00Z" });
    const { page, dialog } = await openEditor("When");
    await dialog.getByLabel("Time").fill("");
    await platform.api.change(id, { dueAt: "2099-03-02T08:00:00Z" });
    await save(page);
    const due = dialog.getByRole("group", { name: "Due" });
    await due.waitFor();
    expect(await due.locator("label").allTextContents()).toEqual([
      "YoursMar 1, 2099",
      expect.stringContaining("TheirsMar 2, 2099, 5:00"),
    ]);
    await due.getByLabel("Theirs").check();
    await save(page);
    await dialog.waitFor({ state: "detached" });
    expect(await read(id)).toMatchObject({ dueAt: "2099-03-02T08:00:00.000Z", version: 2 });
  });

  test("another change while one chooses is asked about as well, and nothing is lost by Cancel", async () => {
    const { id } = await platform.api.create({ title: "Contested" });
    const { page, dialog } = await openEditor("Contested");
    await dialog.getByLabel("Title").fill("Mine");
    await platform.api.change(id, { title: "First" });
    await save(page);
    await dialog.getByText("First").waitFor();
    await platform.api.change(id, { title: "Second" });
    await save(page);
    await dialog.getByText("Second").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.locator("#tasks > li").filter({ hasText: "Second" }).waitFor();
    expect(await read(id)).toMatchObject({ title: "Second" });
  });

  test("a task that was changed while its deletion was confirmed stays, and is shown as it is", async () => {
    const { id } = await platform.api.create({ title: "Delete me" });
    const page = await platform.open();
    await page.getByRole("button", { name: "Delete Delete me" }).click();
    // As if the update were still on its way.
    await page.route(`**/api/tasks/${id}`, async (route) => {
      if (route.request().method() !== "DELETE") return route.continue();
      const headers = { ...route.request().headers(), "if-match": '"7"' };
      await route.continue({ headers });
    });
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.locator(".toast", { hasText: "Not deleted: Delete me" }).getByText("changed elsewhere").waitFor();
    await page.locator(`[data-task="${id}"]:focus`).waitFor();
    expect(await read(id)).toMatchObject({ title: "Delete me" });
  });

  test("a long history is shown page by page, and goes on with the next change", async () => {
    const { id } = await platform.api.create({ title: "Changed 0 times" });
    for (let n = 1; n <= 60; n += 1) await platform.api.change(id, { title: `Changed ${n} times` });
    const page = await platform.open();
    await page.getByRole("button", { name: "History of Changed 60 times" }).click();
    const entries = page.locator(".history > li");
    await entries.nth(49).waitFor();
    expect(await entries.count()).toBe(50);
    const more = page.getByRole("button", { name: "Show more" });
    await more.click();
    await entries.nth(60).waitFor();
    expect(await entries.count()).toBe(61);
    expect(await more.isVisible()).toBe(false);
    await platform.api.change(id, { title: "Changed 61 times" });
    await entries.nth(61).waitFor();
    await entries.last().getByText("Changed 61 times").waitFor();
    expect(await entries.count()).toBe(62);
  });

  test("a history that was opened before a change is written down shows it once it is", async () => {
    const { id } = await platform.api.create({ title: "Written late" });
    await platform.api.change(id, { title: "Written down late" });
    await until("it is written down", async () => (await platform.api.history(id)).length === 2);
    const page = await platform.open();
    let asked = 0;
    await page.route("**/history?*", async (route) => {
      const response = await route.fetch();
      const { items, ...others } = await response.json();
      asked += 1;
      await route.fulfill({ response, json: { ...others, items: asked < 3 ? items.slice(0, 1) : items } });
    });
    await page.getByRole("button", { name: "History of Written down late" }).click();
    await page.locator(".history > li").nth(1).waitFor();
    expect(asked).toBe(3);
  });
});
