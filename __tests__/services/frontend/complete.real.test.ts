import type { Page } from "playwright-core";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive, openFields } from "./browser";
import { usePage } from "./use-page";

describeReal("completing a task in the page", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium);

  /** Three tasks of a name of their own, the first of which is on top of the list; and the page that shows them. */
  const openThree = async (name: string, first: object = {}) => {
    for (const n of [3, 2]) await platform.api.create({ title: `${name} ${n}` });
    await platform.api.create({ title: `${name} 1`, ...first });
    const page = await platform.open();
    return page;
  };
  const circle = (page: Page, title: string) =>
    page
      .getByRole("listitem")
      .filter({ hasText: title })
      .getByRole("button", { name: /^(Complete|Completed|Reopen): / });
  const completed = async (name: string) =>
    (await platform.api.list(`search=${name}&status=completed`)).map(({ title }) => title);
  const isOffTheList = (page: Page, title: string) =>
    page.locator("#tasks > li[data-status=completed]").filter({ hasText: title }).waitFor({ state: "detached" });

  test("a double-click completes one task", async () => {
    const page = await openThree("Twice");
    await circle(page, "Twice 1").dblclick();
    await until("a task is completed", async () => (await completed("Twice")).length > 0);
    await isOffTheList(page, "Twice 1");
    expect(await completed("Twice")).toEqual(["Twice 1"]);
  });

  test("a second click in the same place, once the first was answered, completes no other task", async () => {
    const page = await openThree("Again", {
      recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
      dueAt: "2099-01-01T00:00:00Z",
    });
    // A key that does nothing keeps the list still, as somebody who is about to click.
    await page.evaluate(`window.still = setInterval(() =>
      document.querySelector("#tasks").dispatchEvent(new KeyboardEvent("keydown", { key: "Shift", bubbles: true })), 200)`);
    const box = await circle(page, "Again 1").boundingBox();
    const [x, y] = [(box?.x ?? 0) + 12, (box?.y ?? 0) + 12];
    await page.mouse.click(x, y);
    await until("the first click is answered", async () => (await completed("Again")).length > 0);
    const open = () => platform.api.list("search=Again&status=open");
    await until("the next occurrence is there", async () => (await open()).length === 3);
    await page.mouse.click(x, y);
    await page.evaluate("clearInterval(window.still)");
    await isOffTheList(page, "Again 1");
    expect(await completed("Again")).toEqual(["Again 1"]);
    await page.locator("#tasks > li[data-status=open]").filter({ hasText: "Again 1" }).waitFor();
  });

  test("Space pressed twice completes one task, and so does a Space that comes when the task has left", async () => {
    const page = await openThree("Space");
    await circle(page, "Space 1").focus();
    await page.keyboard.press("Space");
    await until("the first is answered", async () => (await completed("Space")).length > 0);
    await page.keyboard.press("Space");
    await isOffTheList(page, "Space 1");
    await page.locator("#tasks > li:focus").filter({ hasText: "Space 2" }).waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    // The key that is meant for a task reaches it by Tab.
    await page.keyboard.press("Tab");
    await circle(page, "Space 2").and(page.locator(":focus")).waitFor();
    expect(await completed("Space")).toEqual(["Space 1"]);
  });

  test("a completion is undone from the message that tells of it, and the next occurrence with it", async () => {
    const recurrence = { rrule: "FREQ=DAILY", timeZone: "UTC" };
    const page = await openThree("Undo", { recurrence, dueAt: "2099-01-01T00:00:00Z" });
    await circle(page, "Undo 1").click();
    // The message stays for as long as it has the focus.
    await page.getByRole("button", { name: "Undo", exact: true }).focus();
    await page.locator("#notifications > [data-kind=occurrence]").filter({ hasText: "Undo 1" }).waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.locator("#announcement", { hasText: "Undone: Completed: Undo 1" }).waitFor({ state: "attached" });
    await until("only the task itself is left", async () => {
      const left = await platform.api.list("search=Undo 1");
      return left.length === 1 && left[0]?.status === "open";
    });
    await page.locator("#tasks > li[data-status=open]:focus").filter({ hasText: "Undo 1" }).waitFor();
    await page.locator("#notifications").filter({ hasText: "Undo 1" }).waitFor({ state: "hidden" });
    expect(await page.getByRole("button", { name: "Undo", exact: true }).count()).toBe(0);
    // It can be completed again.
    await circle(page, "Undo 1").click();
    await until("it is completed again", async () => (await completed("Undo 1")).length === 1);
  });

  test("a double-click on Add task adds one and complains of nothing, one on Delete only asks", async () => {
    // A style is put in, which the content security policy of the page forbids.
    const page = await platform.browser.open(platform.url, { bypassCSP: true });
    await isLive(page);
    await openFields(page);
    await page.getByLabel("Title").fill("Doubled");
    await page.getByRole("button", { name: "Add task" }).dblclick();
    await page.locator("#tasks > li").filter({ hasText: "Doubled" }).waitFor();
    expect(await page.locator("#title-error").count()).toBe(0);
    const remove = page.getByRole("button", { name: "Delete Doubled" });
    await remove.click();
    const confirm = page.getByRole("dialog").getByRole("button", { name: "Delete" });
    const box = await confirm.boundingBox();
    await page.getByRole("button", { name: "Keep it" }).click();
    // As if the row's button were where the dialog's will be.
    await page.addStyleTag({
      content: `[aria-label="Delete Doubled"] { position: fixed; left: ${box?.x}px; top: ${box?.y}px; z-index: 1 }`,
    });
    await remove.dblclick();
    await confirm.waitFor();
    await page.getByRole("button", { name: "Keep it" }).click();
    expect(await platform.api.list("search=Doubled")).toHaveLength(1);
  });

  test("a completed task is reopened by its circle", async () => {
    const { id } = await platform.api.create({ title: "Open again" });
    await platform.api.complete(id);
    const page = await platform.open();
    await page.getByText("Completed", { exact: true }).click();
    await page.getByRole("button", { name: "Reopen: Open again" }).dblclick();
    await until("it is open", async () => (await platform.api.list("search=Open again&status=open")).length === 1);
    await page.locator("#tasks > li").filter({ hasText: "Open again" }).waitFor({ state: "detached" });
    expect(await completed("Open again")).toEqual([]);
  });

  test("a completion that fails is said at the task, and can be tried again", async () => {
    const page = await openThree("Fails");
    await page.route("**/complete", (route) => route.fulfill({ status: 503, body: "<h1>Bad gateway</h1>" }));
    await circle(page, "Fails 1").click();
    await page.getByRole("alert").filter({ hasText: "not available right now" }).waitFor();
    await page.unroute("**/complete");
    await circle(page, "Fails 1").click();
    await until("it is completed", async () => (await completed("Fails")).length === 1);
  });
});
