import { describeReal } from "../../helpers/real";
import { holdAnswers, isLive, openFields, timeZone } from "./browser";
import { usePage } from "./use-page";

describeReal("from words to fields, and by keyboard", ["chromium"], ({ chromium }) => {
  const app = usePage(chromium);

  test("what was typed in words is in the fields when they fold out, and is added as it was meant", async () => {
    const page = await app.open();
    await page
      .getByLabel("Task in words")
      .fill("Pay rent every month on the 31st 9am #home #flat !high remind 45m before");
    await page.locator("#quick-add-preview .chip").first().waitFor();
    await openFields(page);
    expect(await page.getByLabel("Task in words").isVisible()).toBe(false);
    expect(await page.getByLabel("Title").inputValue()).toBe("Pay rent");
    expect(await page.getByLabel("Tags").inputValue()).toBe("home, flat");
    expect(await page.locator("#repeat > :checked").textContent()).toBe("Every month on the 31st");
    expect(await page.locator("#reminder > :checked").textContent()).toBe("45 minutes before");
    await page.getByLabel("Tags").fill("home");
    await page.getByRole("button", { name: "Add task" }).click();
    await page.locator("#tasks > li").filter({ hasText: "Pay rent" }).waitFor();
    const [task] = await app.api.list("search=Pay");
    expect(await (await fetch(`${app.url}/api/tasks/${task?.id}`)).json()).toMatchObject({
      title: "Pay rent",
      priority: "high",
      tags: ["home"],
      recurrence: { rrule: "FREQ=MONTHLY;BYMONTHDAY=31", timeZone },
      reminders: [{ minutesBefore: 45 }],
    });
    // The form is empty again, and so are the words.
    await page.locator("#title:placeholder-shown:focus").waitFor();
    expect(await page.locator("#repeat").inputValue()).toBe("");
    await openFields(page);
    expect(await page.getByLabel("Task in words").inputValue()).toBe("");
  });

  test("a completion is shown before the platform has answered, and taken back if it refuses", async () => {
    await app.api.create({ title: "Refused" });
    const page = await app.open();
    const answer = await holdAnswers(page, "**/complete");
    const row = page.locator("#tasks > li").filter({ hasText: "Refused" });
    await row.getByRole("button", { name: "Complete: Refused" }).click();
    await row.and(page.locator("[data-status=completed]")).waitFor();
    answer((route) => route.fulfill({ status: 503 }));
    await row.and(page.locator("[data-status=open]")).waitFor();
    await row.getByRole("alert").filter({ hasText: "not available right now" }).waitFor();
  });

  test("? lists the shortcuts, n adds and / searches, unless one types", async () => {
    const page = await app.open();
    await page.keyboard.press("n");
    await page.locator("#quick-add-text:focus").waitFor();
    await page.keyboard.type("n/?");
    expect(await page.getByLabel("Task in words").inputValue()).toBe("n/?");
    await page.locator("#tasks-title").focus();
    await page.keyboard.press("/");
    await page.locator("#search:focus").waitFor();
    await page.locator("#tasks-title").focus();
    await page.keyboard.press("?");
    const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    const keys = ["?", "n", "/", "F2", "x", "Alt-↑ ↓", ",", "Ctrl-Z", "Escape"];
    expect(await list.locator("kbd").allTextContents()).toEqual(keys);
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
  });

  test("shortcuts of one key can be turned off, and stay so after a reload; F2 goes on", async () => {
    const { id } = await app.api.create({ title: "By voice" });
    const page = await app.open();
    await page.keyboard.press(",");
    await page.getByRole("tab", { name: "Account" }).click();
    await page.getByLabel("Shortcuts of one key").uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await isLive(page);
    const row = page.locator(`[data-task="${id}"]`);
    await row.focus();
    for (const key of ["?", "n", "/", "x", ","]) await page.keyboard.press(key);
    await page.keyboard.press("F2");
    await row.getByRole("textbox").and(page.locator(":focus")).waitFor();
    expect(await page.locator("dialog, [data-selected]").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.locator("#open-settings").click();
    await page.getByRole("tab", { name: "Account" }).click();
    await page.getByLabel("Shortcuts of one key").check();
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  });
});
