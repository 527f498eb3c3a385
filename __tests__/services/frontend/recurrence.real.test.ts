import type { Page } from "playwright-core";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { overflow, violations } from "./axe";
import { openFields, timeZone } from "./browser";
import { usePage } from "./use-page";

describeReal("how a task repeats, in the page", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium);
  const daily = { rrule: "FREQ=DAILY", timeZone };
  const read = async (id: string) => (await fetch(`${platform.url}/api/tasks/${id}`)).json();
  const row = (page: Page, title: string) => page.locator("#tasks > li").filter({ hasText: title });
  const skip = (page: Page, title: string) => page.getByRole("button", { name: `Skip this date of ${title}` });

  test("a new task is asked from when it repeats and what becomes of missed dates, once it repeats", async () => {
    const page = await platform.open();
    await openFields(page);
    const next = page.locator("#new-task").getByLabel("Next date");
    expect(await next.isVisible()).toBe(false);
    await page.getByLabel("Repeat").selectOption("Daily");
    await next.selectOption("After completion");
    await page.locator("#new-task").getByLabel("Missed dates").selectOption("Only the next");
    await page.getByLabel("Title").fill("Filter");
    await page.locator("#due").fill("2099-03-01");
    await page.locator("#due-time").fill("09:00");
    await page.getByRole("button", { name: "Add task" }).click();
    await row(page, "Filter").getByText("Daily after completion, only the next date").waitFor();
    await next.waitFor({ state: "hidden" });
    const [task] = await platform.api.list("search=Filter");
    const recurrence = { ...daily, from: "completion", catchUp: "next" };
    expect(await read(task?.id ?? "")).toMatchObject({ recurrence });
  });

  test("both can be changed, and a task that does not repeat is asked neither", async () => {
    const { id } = await platform.api.create({ title: "Sweep", dueAt: "2099-03-01T08:00:00Z", recurrence: daily });
    await platform.api.create({ title: "Once" });
    const page = await platform.open();
    const dialog = page.getByRole("dialog", { name: "Edit task" });
    await page.getByRole("button", { name: "Edit Once" }).click();
    await dialog.waitFor();
    expect(await dialog.getByLabel("Next date").isVisible()).toBe(false);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Edit Sweep" }).click();
    await dialog.getByLabel("Missed dates").selectOption("Only the next");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await row(page, "Sweep").getByText("Daily, only the next date").waitFor();
    expect(await read(id)).toMatchObject({ recurrence: { ...daily, catchUp: "next" } });
  });

  test("another rule is chosen, or said in words, with the next dates and what is odd about them, and undone", async () => {
    const { id } = await platform.api.create({ title: "Rent", dueAt: "2099-01-31T00:00:00Z" });
    const page = await platform.browser.open(platform.url, { bypassCSP: true, viewport: { width: 375, height: 800 } });
    const dialog = page.getByRole("dialog", { name: "Edit task" });
    await page.getByRole("button", { name: "Edit Rent" }).click();
    expect(await dialog.getByLabel("Next date").isVisible()).toBe(false);
    await dialog.getByLabel("Repeat", { exact: true }).selectOption("Monthly");
    await dialog.getByText(/^Due .*(Mar 31|31 Mar)/).waitFor();
    await dialog.getByText("Months without a day 31 are left out").waitFor();
    await dialog.getByLabel("Repeat", { exact: true }).selectOption("In words…");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.locator("#edit-repeat-words[aria-invalid=true]:focus").waitFor();
    expect(await page.locator("#edit-repeat-words-error").textContent()).toContain("Say how it repeats");
    await dialog.getByLabel("How it repeats").fill("every month on the last day");
    await dialog.getByText(/^Due .*(Feb 28|28 Feb)/).waitFor();
    expect([await violations(page, "rule in words"), await overflow(page)]).toEqual([[], 0]);
    await dialog.getByLabel("Next date").selectOption("After completion");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await row(page, "Rent").getByText("Every month on the last day after completion").waitFor();
    expect(await read(id)).toMatchObject({
      recurrence: { rrule: "FREQ=MONTHLY;BYMONTHDAY=-1", timeZone, from: "completion" },
    });
    await page.getByRole("button", { name: "Edit Rent" }).click();
    await dialog.getByLabel("Repeat", { exact: true }).selectOption("Never");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await read(id)).toMatchObject({ recurrence: null, dueAt: "2099-01-31T00:00:00.000Z" });
    await page.getByRole("button", { name: "Undo" }).last().click();
    await row(page, "Rent").getByText("Every month on the last day after completion").waitFor();
  });

  test("a new date is asked for this one or all that follow, with the next dates, and undone", async () => {
    const weekly = { rrule: "FREQ=WEEKLY;BYDAY=MO", timeZone };
    const { id } = await platform.api.create({ title: "Bins", dueAt: "2099-03-02T08:00:00Z", recurrence: weekly });
    const page = await platform.browser.open(platform.url, { bypassCSP: true, viewport: { width: 375, height: 800 } });
    const dialog = page.getByRole("dialog", { name: "Edit task" });
    await page.getByRole("button", { name: "Edit Bins" }).click();
    expect(await dialog.getByRole("radio").count()).toBe(0);
    await dialog.getByLabel("Due", { exact: true }).fill("2099-03-03");
    expect(await dialog.getByLabel("Only this one").isChecked()).toBe(true);
    const dates = dialog.getByText(/^Due .*;/);
    await dates.filter({ hasText: /(Mar 9|9 Mar)/ }).waitFor();
    await dialog.getByLabel("This and following").check();
    await dates.filter({ hasText: /(Mar 10|10 Mar)/ }).waitFor();
    expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await row(page, "Bins").getByText("Every Tuesday").waitFor();
    expect(await read(id)).toMatchObject({ recurrence: { ...weekly, rrule: "FREQ=WEEKLY;BYDAY=TU" } });
    await page.getByRole("button", { name: "Undo" }).click();
    await row(page, "Bins").getByText("Every Monday").waitFor();
    expect(await read(id)).toMatchObject({ recurrence: weekly, dueAt: "2099-03-02T08:00:00.000Z" });
    await page.getByRole("button", { name: "History of Bins" }).click();
    await row(page, "Bins").getByText("Every Tuesday").first().waitFor();
    expect(await row(page, "Bins").getByText("Skipped").count()).toBe(0);
  });

  test("a date is skipped, and the history says so; a task that does not repeat has no button for it", async () => {
    const { id } = await platform.api.create({ title: "Walk", dueAt: "2099-03-01T08:00:00Z", recurrence: daily });
    await platform.api.create({ title: "Single" });
    const page = await platform.open();
    await page.getByRole("button", { name: "Edit Single" }).waitFor();
    expect(await skip(page, "Single").isVisible()).toBe(false);
    await skip(page, "Walk").focus();
    await page.keyboard.press("Enter");
    await page.getByText("Skipped: Walk").waitFor();
    await row(page, "Walk")
      .getByText(/Mar 2, 2099|2 Mar 2099/)
      .waitFor();
    expect(await read(id)).toMatchObject({ dueAt: "2099-03-02T08:00:00.000Z", status: "open" });
    await until("the history has it", async () => (await platform.api.history(id)).length === 2);
    await page.getByRole("button", { name: "History of Walk" }).click();
    await row(page, "Walk").getByText("Skipped").waitFor();
  });

  test("the end of a rule is said at the task, and so is a change elsewhere", async () => {
    const recurrence = { ...daily, rrule: "FREQ=DAILY;COUNT=2" };
    await platform.api.create({ title: "Twice", dueAt: "2099-03-01T08:00:00Z", recurrence });
    const page = await platform.open();
    await page.route("**/skip", (route) => route.fulfill({ status: 412, body: "{}" }), { times: 1 });
    await skip(page, "Twice").click();
    await page.getByRole("alert").filter({ hasText: "is not skipped" }).waitFor();
    await skip(page, "Twice").click();
    await page.getByText("Skipped: Twice").waitFor();
    await skip(page, "Twice").click();
    await page.getByRole("alert").filter({ hasText: "The repetition has ended" }).waitFor();
  });
});
