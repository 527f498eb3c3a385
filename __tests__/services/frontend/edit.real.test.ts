import type { Page } from "playwright-core";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { timeZone, waitWithoutEnd } from "./browser";
import { usePage } from "./use-page";

describeReal("a task is edited in the page", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium);
  const read = async (id: string) => (await fetch(`${platform.url}/api/tasks/${id}`)).json();
  const edit = (page: Page, title: string) => page.getByRole("button", { name: `Edit ${title}`, exact: true });
  const open = async (title: string) => {
    const page = await platform.open();
    await edit(page, title).focus();
    await page.keyboard.press("Enter");
    return { page, dialog: page.getByRole("dialog", { name: "Edit task" }) };
  };

  test("by keyboard alone, and what was not touched stays as others have it", async () => {
    // Seconds are more than the field shows.
    const dueAt = "2027-03-01T08:00:30.000Z";
    const { id } = await platform.api.create({ title: "Call Ada", dueAt, tags: ["phone"] });
    const { page, dialog } = await open("Call Ada");
    expect(await dialog.getByLabel("Due", { exact: true }).inputValue()).toBe("2027-03-01");
    expect(await dialog.getByLabel("Time").inputValue()).toBe("17:00");
    expect(await dialog.getByLabel("Tags").inputValue()).toBe("phone");
    await platform.api.change(id, { tags: ["elsewhere"] });
    await dialog.locator("#edit-title:focus").fill("Call Grace");
    await dialog.getByLabel("Priority").selectOption("High");
    await dialog.getByLabel("Title").press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect(await read(id)).toMatchObject({ title: "Call Grace", priority: "high", dueAt, tags: ["elsewhere"] });
    await page.locator('[aria-label="Edit Call Grace"]:focus').waitFor();
  });

  test("the description and several reminders change, and the history tells of both", async () => {
    const { id } = await platform.api.create({
      title: "Dentist",
      dueAt: "2099-03-01T08:00:00Z",
      reminders: [{ minutesBefore: 45 }],
    });
    const { page, dialog } = await open("Dentist");
    await dialog.getByLabel("Description").fill("Second floor\nBring the card");
    await dialog.getByLabel("1 hour before").check();
    await dialog.getByLabel("1 day before").check();
    await dialog.getByLabel("45 minutes before").uncheck();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    const reminders = [{ minutesBefore: 60 }, { minutesBefore: 1440 }];
    expect(await read(id)).toMatchObject({ description: "Second floor\nBring the card", reminders });
    const row = page.locator("#tasks > li").filter({ hasText: "Dentist" });
    await row.locator(".description").filter({ hasText: "Bring the card" }).waitFor();
    await page.getByRole("button", { name: "History of Dentist" }).click();
    const change = row.locator(".history > li").filter({ hasText: "Changed" });
    await change.getByText("Second floor").waitFor();
    await change.getByText("45 minutes before → 1 hour before, 1 day before").waitFor();
    await edit(page, "Dentist").click();
    await dialog.getByLabel("Description").fill("");
    await dialog.getByRole("button", { name: "Save" }).click();
    await row.locator(".description").waitFor({ state: "detached" });
    await dialog.waitFor({ state: "detached" });
    expect(await read(id)).toMatchObject({ description: null, reminders });
  });

  test("a change is shown before the platform answers, and taken back if it refuses", async () => {
    await platform.api.create({ title: "Hope", priority: "low" });
    const { page, dialog } = await open("Hope");
    await page.evaluate(waitWithoutEnd);
    const row = page.locator("#tasks > li").filter({ hasText: "Hope" });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/api/tasks/*", async (route) => {
      await held;
      await route.fulfill({ status: 503, body: "<h1>Bad gateway</h1>" });
    });
    await dialog.getByLabel("Title").fill("Hope so");
    await dialog.getByLabel("Priority").selectOption("High");
    await dialog.getByRole("button", { name: "Save" }).click();
    await row.getByText("Hope so", { exact: true }).waitFor();
    await row.getByText("High priority").waitFor();
    release();
    await dialog.getByRole("alert").filter({ hasText: "not available right now" }).waitFor();
    await row.getByText("Hope", { exact: true }).waitFor();
    await row.getByText("High priority").waitFor({ state: "detached" });
    await page.unroute("**/api/tasks/*");
    await dialog.getByRole("button", { name: "Save" }).click();
    await row.getByText("Hope so", { exact: true }).waitFor();
    await dialog.waitFor({ state: "detached" });
  });

  test("a title is changed in its place, by a double-click and by F2, and a change by somebody else is asked about", async () => {
    const { id } = await platform.api.create({ title: "Plant" });
    const page = await platform.open();
    const row = page.locator(`[data-task="${id}"]`);
    await row.locator(".title").dblclick();
    const field = row.getByRole("textbox", { name: /^Title of / });
    await field.and(page.locator(":focus")).fill("   ");
    await field.press("Enter");
    await row.getByText("Give the task a title.").waitFor();
    await field.fill("Plant a tree");
    await field.press("Enter");
    await page.locator(`[data-task="${id}"]:focus`).waitFor();
    expect(await read(id)).toMatchObject({ title: "Plant a tree", version: 2 });
    await page.keyboard.press("F2");
    await field.fill("Mine");
    await field.press("Escape");
    await row.getByText("Plant a tree").waitFor();
    await page.locator(`[data-task="${id}"]:focus`).waitFor();
    await page.keyboard.press("F2");
    await field.fill("Mine");
    await platform.api.change(id, { title: "Theirs" });
    await field.press("Enter");
    await row.getByRole("alert").filter({ hasText: "somebody called it “Theirs”" }).waitFor();
    expect(await read(id)).toMatchObject({ title: "Theirs" });
    await field.press("Enter");
    await row.getByText("Mine", { exact: true }).waitFor();
    expect(await read(id)).toMatchObject({ title: "Mine", version: 4 });
    await page.locator(`[data-task="${id}"]:focus`).waitFor();
    // Undo reads what the task was from its history.
    await until("the history has it", async () => (await platform.api.history(id)).length === 4);
    // Alt with an arrow, x and ? are letters here.
    await page.keyboard.press("F2");
    await field.fill("x?");
    await page.getByRole("heading", { name: "All tasks" }).click();
    await row.getByText("x?", { exact: true }).waitFor();
    await page.locator("#tasks-title").focus();
    await page.keyboard.press("Control+z");
    await row.getByText("Mine", { exact: true }).waitFor();
  });

  test("a click on what a chip shows opens the editor at it, and a completed task has no such chip", async () => {
    const { id } = await platform.api.create({
      title: "Chips",
      dueAt: "2099-03-01T08:00:00Z",
      reminders: [{ minutesBefore: 60 }],
      recurrence: { rrule: "FREQ=DAILY", timeZone },
      priority: "low",
    });
    const page = await platform.open();
    const chips = page.locator(`[data-task="${id}"] .chips`);
    const dialog = page.getByRole("dialog", { name: "Edit task" });
    for (const [words, field] of [
      [/^Mar 1, 2099/, dialog.getByLabel("Due", { exact: true })],
      ["Daily", dialog.getByLabel("Repeat", { exact: true })],
      ["1 hour before", dialog.getByRole("checkbox").first()],
    ] as const) {
      await chips.getByRole("button", { name: words }).click();
      await field.and(page.locator(":focus")).waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
    await chips.getByRole("button", { name: "Low priority" }).click();
    await page.locator("#edit-priority:focus").selectOption("High");
    await dialog.getByRole("button", { name: "Save" }).click();
    await chips.getByRole("button", { name: "High priority" }).waitFor();
    await dialog.waitFor({ state: "detached" });
    // The chip that was clicked is gone.
    await page.locator(`[data-task="${id}"]:focus`).waitFor();
    await chips.getByRole("button", { name: "High priority" }).click({ modifiers: ["Control"] });
    await page.getByRole("checkbox", { name: "Select Chips", checked: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Complete: Chips" }).click();
    await page.getByText("Completed", { exact: true }).click();
    await chips.getByText("High priority").waitFor();
    expect(await chips.getByRole("button").count()).toBe(0);
  });

  test("due date and tags change; without a due date no reminder is left", async () => {
    const { id } = await platform.api.create({
      title: "Renew",
      dueAt: "2027-03-01T08:00:00Z",
      reminders: [{ minutesBefore: 5 }],
    });
    const { page, dialog } = await open("Renew");
    await dialog.getByLabel("Due", { exact: true }).fill("2027-03-02");
    await dialog.getByLabel("Time").fill("09:30");
    await dialog.getByLabel("Tags").fill("home, , papers");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await read(id)).toMatchObject({
      dueAt: "2027-03-02T00:30:00.000Z",
      tags: ["home", "papers"],
      reminders: [{ minutesBefore: 5 }],
    });
    await edit(page, "Renew").click();
    await dialog.getByLabel("Due", { exact: true }).fill("");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.locator("#edit-due-time[aria-invalid=true]").waitFor();
    await dialog.getByLabel("Time").fill("");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await read(id)).toMatchObject({ dueAt: null, reminders: [] });
  });

  test("a date without a time is a whole day, from quick add to the editor, and a time makes it one of times", async () => {
    const page = await platform.open();
    await page.getByLabel("Task in words").fill("Pack every day remind 30m before");
    await page.locator("#quick-add-preview").getByText("Due today; tomorrow;").waitFor();
    await page.getByLabel("Task in words").press("Enter");
    const row = page.locator("#tasks > li").filter({ hasText: "Pack" });
    await row.getByText("30 minutes before 9:00").waitFor();
    expect(await row.locator(".chip.due").textContent()).toBe("Today");
    const [{ id } = { id: "" }] = await platform.api.list("search=Pack");
    const { dueOn } = (await read(id)) as { dueOn: { date: string; timeZone: string } };
    expect(dueOn.timeZone).toBe(timeZone);
    const dialog = page.getByRole("dialog", { name: "Edit task" });
    await edit(page, "Pack").click();
    expect(await dialog.getByLabel("Due", { exact: true }).inputValue()).toBe(dueOn.date);
    expect(await dialog.getByLabel("Time").inputValue()).toBe("");
    await dialog.getByLabel("Time").fill("23:30");
    expect(await dialog.getByRole("radio").count()).toBe(1);
    await dialog.getByText(/^Due today, /).waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    // After that time, it is overdue.
    await row
      .locator(".chip.due, .chip.overdue")
      .filter({ hasText: /today, /i })
      .waitFor();
    expect(await read(id)).not.toHaveProperty("dueOn");
  });

  test("a refusal stands at its field, and Escape or Cancel changes nothing", async () => {
    const recurrence = { rrule: "FREQ=DAILY", timeZone };
    const { id, dueAt } = await platform.api.create({ title: "Sweep", dueAt: "2027-03-01T08:00:00Z", recurrence });
    const { page, dialog } = await open("Sweep");
    await dialog.getByLabel("Title").fill("Swept");
    await dialog.getByLabel("Due", { exact: true }).fill("");
    await dialog.getByLabel("Time").fill("");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.locator("#edit-due[aria-invalid=true]:focus").waitFor();
    expect(await page.locator("#edit-due-error").textContent()).toContain("needs a due date");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await edit(page, "Sweep").click();
    expect(await dialog.getByLabel("Title").inputValue()).toBe("Sweep");
    await dialog.getByLabel("Title").fill("Swept");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await read(id)).toMatchObject({ title: "Sweep", dueAt, version: 1 });
  });

  test("the dialog does not keep a user from signing in", async () => {
    await platform.api.create({ title: "Too late" });
    const { page, dialog } = await open("Too late");
    const body = JSON.stringify({ title: "Unauthorized", status: 401, detail: "The token has expired." });
    await page.route("**/api/tasks/*", (route) => route.fulfill({ status: 401, body }));
    await dialog.getByLabel("Title").fill("Later");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.locator("#token:focus").waitFor();
  });

  test("a completed task has no button for it", async () => {
    const { id } = await platform.api.create({ title: "Done with" });
    await platform.api.complete(id);
    const page = await platform.open();
    await page.getByText("Completed", { exact: true }).click();
    await page.getByRole("button", { name: "History of Done with" }).waitFor();
    expect(await edit(page, "Done with").count()).toBe(0);
  });
});
