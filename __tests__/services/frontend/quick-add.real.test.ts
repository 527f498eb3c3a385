import type { Page, Route } from "playwright-core";
import { describeReal } from "../../helpers/real";
import { holdAnswers, isLive, timeZone, waitWithoutEnd } from "./browser";
import { usePage } from "./use-page";

describeReal("adding a task in words", ["chromium"], ({ chromium }) => {
  const app = usePage(chromium);
  const field = (page: Page) => page.getByLabel(/^(Task in words|Aufgabe in Worten)$/);
  const preview = (page: Page) => page.locator("#quick-add-preview");
  const chips = (page: Page) => preview(page).locator(".chip").allTextContents();
  /** Types a text, and waits for what it means. */
  async function type(page: Page, text: string, title: string): Promise<void> {
    await field(page).fill(text);
    await preview(page).getByText(title, { exact: true }).waitFor();
  }

  test("the words become chips while one types, and Enter adds the task that is shown", async () => {
    const page = await app.open();
    await type(page, "Pay rent every month on the 31st 9am #home !high remind 1h before", "Pay rent");
    const shown = await chips(page);
    expect(shown.slice(1)).toEqual(["Every month on the 31st", "1 hour before", "High priority", "home"]);
    expect(await preview(page).locator("[data-slot=dates]").textContent()).toMatch(/^Due .+; .+; .+/);
    expect(await preview(page).locator("[data-slot=notes]").textContent()).toContain("Months without a day 31");
    await field(page).press("Enter");
    const item = page.locator(".task", { hasText: "Pay rent" });
    await item.waitFor();
    await preview(page).getByText("Added: Pay rent").waitFor();
    expect(await item.locator(".chip").allTextContents()).toEqual(shown);
    expect(await field(page).inputValue()).toBe("");
    expect(await preview(page).textContent()).toBe("Added: Pay rent");
    expect(await page.locator("#quick-add-text:focus").count()).toBe(1);
    const [task] = await app.api.list("search=Pay");
    expect(task).toMatchObject({ title: "Pay rent", reminders: [{ minutesBefore: 60 }] });
  });

  /** Not that of what the words mean. */
  const addressOfAdd = "**/api/quick-add";
  const goOn = (route: Route) => route.continue();
  const refuse = (route: Route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 409, code: "TOO_MANY_FEEDS", values: { most: 7 }, detail: "You have 7 feeds." }),
    });
  const onTheirWay = (page: Page) =>
    page.getByRole("list", { name: "Being added" }).locator(".title").allTextContents();
  const isOnItsWay = (page: Page, title: string) => page.locator("#tasks-on-their-way").getByText(title).waitFor();

  /** A page on which a text was added that the platform has not answered yet. */
  async function addHeld(text: string, title: string) {
    const page = await app.open();
    const answer = await holdAnswers(page, addressOfAdd);
    await type(page, text, title);
    await field(page).press("Enter");
    await isOnItsWay(page, title);
    return { page, answer };
  }

  test("tasks are shown before the platform has answered, and the field takes the next one at once", async () => {
    const page = await app.open();
    const answer = await holdAnswers(page, addressOfAdd);
    await type(page, "First of all tomorrow 9am #home", "First of all");
    const shown = await chips(page);
    await field(page).press("Enter");
    await page.locator("#quick-add-text:placeholder-shown:focus").waitFor();
    await isOnItsWay(page, "First of all");
    expect(await page.locator("#tasks-on-their-way .chip").allTextContents()).toEqual([...shown, "Being added…"]);
    // A second Enter is no empty task.
    await field(page).press("Enter");
    await type(page, "Second of all", "Second of all");
    await field(page).press("Enter");
    await isOnItsWay(page, "Second of all");
    expect(await onTheirWay(page)).toEqual(["First of all", "Second of all"]);
    expect(await page.locator("#quick-add .error:not(:empty)").count()).toBe(0);
    answer(goOn);
    await page.locator("#tasks > li", { hasText: "First of all" }).waitFor();
    await page.locator("#tasks > li", { hasText: "Second of all" }).waitFor();
    await page.locator("#tasks-on-their-way").waitFor({ state: "detached" });
    const added = await app.api.list("search=of all");
    expect(added.map(({ title }) => title)).toEqual(["Second of all", "First of all"]);
  });

  test("a text that is refused comes back to the field, with the reason", async () => {
    const { page, answer } = await addHeld("Come back tomorrow", "Come back");
    expect(await field(page).inputValue()).toBe("");
    answer(refuse);
    await page.locator("#quick-add .error[role=alert]").getByText("7").waitFor();
    expect(await field(page).inputValue()).toBe("Come back tomorrow");
    expect(await onTheirWay(page)).toEqual([]);
    await page.unrouteAll({ behavior: "wait" });
    await field(page).press("Enter");
    await page.locator("#tasks > li", { hasText: "Come back" }).waitFor();
    expect(await app.api.list("search=Come back")).toHaveLength(1);
  });

  test("a text that is refused while the next is typed can be added again, and takes nothing from the next", async () => {
    const { page, answer } = await addHeld("Left behind tomorrow", "Left behind");
    await field(page).fill("The next");
    answer(refuse);
    const refused = page.locator("#refused-acts");
    await refused.getByText("Add: Left behind").waitFor();
    expect(await field(page).inputValue()).toBe("The next");
    await page.unrouteAll({ behavior: "wait" });
    await page.reload();
    await refused.getByRole("button", { name: "Try again: Left behind" }).click();
    await page.locator("#tasks > li", { hasText: "Left behind" }).waitFor();
    await page.locator("#announcement", { hasText: "1 change sent" }).waitFor();
    expect(await refused.count()).toBe(0);
    const [task, ...others] = await app.api.list("search=Left behind");
    expect([task?.dueAt, others]).toEqual([expect.any(String), []]);
  });

  test("of two texts that are refused at the same moment none is lost", async () => {
    const { page, answer } = await addHeld("One of two", "One of two");
    await type(page, "Two of two", "Two of two");
    await field(page).press("Enter");
    await isOnItsWay(page, "Two of two");
    answer(refuse);
    await page.locator("#refused-acts").getByText("of two").waitFor();
    const kept = await page.locator("#refused-acts .title").allTextContents();
    const texts = [await field(page).inputValue(), ...kept.map((words) => words.replace("Add: ", ""))];
    expect(texts.sort()).toEqual(["One of two", "Two of two"]);
  });

  test("a text whose answer a proxy has lost while the next is typed is sent again, and added once", async () => {
    const { page, answer } = await addHeld("Lost by a proxy", "Lost by a proxy");
    await field(page).fill("The next");
    answer(async (route) => {
      await route.fetch();
      await route.fulfill({ status: 502 });
    });
    await page.locator("#tasks > li", { hasText: "Lost by a proxy" }).getByText("Not sent yet").waitFor();
    expect(await field(page).inputValue()).toBe("The next");
    await page.unrouteAll({ behavior: "wait" });
    await page.locator("#announcement", { hasText: "1 change sent" }).waitFor();
    expect(await app.api.list("search=Lost by a proxy")).toHaveLength(1);
  });

  test("the browser asks before a page with a task on its way is left, from the first moment until the answer", async () => {
    const page = await app.open();
    /** Whether the browser asks, which the test answers with no. */
    const asks = async () => {
      const asked = page.waitForEvent("dialog");
      await page.close({ runBeforeUnload: true });
      const dialog = await asked;
      await dialog.dismiss();
      return dialog.type();
    };
    const answer = await holdAnswers(page, addressOfAdd);
    await type(page, "Stay with me", "Stay with me");
    const sent = page.waitForRequest(addressOfAdd);
    await field(page).press("Enter");
    await sent;
    expect(await asks()).toBe("beforeunload");
    await isOnItsWay(page, "Stay with me");
    expect(await asks()).toBe("beforeunload");
    answer(goOn);
    await page.locator("#tasks > li", { hasText: "Stay with me" }).waitFor();
    await page.locator("#tasks-on-their-way").waitFor({ state: "detached" });
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(page.isClosed()).toBe(true);
  });

  test("rules are shown in words", async () => {
    const page = await app.open();
    const rules: [text: string, words: string][] = [
      ["every day", "Daily"],
      ["every 2 weeks", "Every 2 weeks"],
      ["every weekday", "Every weekday"],
      ["every monday and thursday", "Every Monday and Thursday"],
      ["every other friday", "Every 2 weeks on Friday"],
      ["every month on the 1st, 22nd and 13th", "Every month on the 1st, the 22nd, and the 13th"],
      ["every month on the last day", "Every month on the last day"],
      ["every month on the second tuesday", "Every month on the second Tuesday"],
      ["every month on the last workday", "Every month on the last weekday"],
      ["every year on 24 dec", "Every year on 24 December"],
      ["every year on the second sunday of may", "Every year on the second Sunday of May"],
      ["every day until 2099-12-24", "Daily until 24 Dec 2099"],
      ["every week for 5 times", "Weekly, 5 times"],
    ];
    const shown: [string, string | undefined][] = [];
    for (const [index, [text]] of rules.entries()) {
      await type(page, `Rule-${index} ${text}`, `Rule-${index}`);
      shown.push([text, (await chips(page))[1]]);
    }
    expect(shown).toEqual(rules);
  });

  test("a text that is no task yet says what it lacks, and is refused at the field when it is added", async () => {
    const page = await app.open();
    await field(page).fill("tomorrow 9am");
    await preview(page).getByText("Title: needs a word").waitFor();
    expect(await page.locator("#quick-add [aria-invalid]").count()).toBe(0);
    await field(page).press("Enter");
    await page.locator("#quick-add-text[aria-invalid=true]:focus").waitFor();
    expect(await page.locator("#quick-add-text-error").textContent()).toContain("needs a word");
    expect(await field(page).getAttribute("aria-describedby")).toBe("quick-add-text-error quick-add-hint");
    expect(await preview(page).textContent()).toBe("");
    await type(page, "Run tomorrow 9am", "Run");
    expect(await field(page).getAttribute("aria-describedby")).toBe("quick-add-hint");
    await field(page).fill("Run every 30 feb");
    await field(page).press("Enter");
    await page.locator("#quick-add .error[role=alert]", { hasText: "Repeat: gives no date" }).waitFor();
    await field(page).fill("");
    expect(await preview(page).textContent()).toBe("");
    await field(page).press("Enter");
    await page.getByText("Give the task a title.").waitFor();
  });

  test("the answer to the last text is the one that stays", async () => {
    const page = await app.open();
    await page.evaluate(waitWithoutEnd);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const answered = page.waitForResponse((response) => response.request().postData()?.includes("Slow") ?? false);
    await page.route("**/api/quick-add*", async (route) => {
      if (route.request().postData()?.includes("Slow")) await held;
      await route.continue();
    });
    const asked = page.waitForRequest((request) => request.postData()?.includes("Slow") ?? false);
    await field(page).fill("Slow");
    await asked;
    await type(page, "Quick", "Quick");
    release();
    await (await answered).finished();
    // What the page makes of an answer is done before it takes another one.
    await page.evaluate("fetch('/favicon.svg').then((response) => response.text())");
    expect(await preview(page).locator(".title").textContent()).toBe("Quick");
  });

  test("a text whose answer was lost is a task at once, and added once as soon as the platform can be reached", async () => {
    const page = await app.open();
    await type(page, "Twice sent tomorrow", "Twice sent");
    await page.route("**/api/quick-add", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await field(page).press("Enter");
    await page.locator("#tasks > li", { hasText: "Twice sent" }).getByText("Not sent yet").waitFor();
    expect(await field(page).inputValue()).toBe("");
    // The page may be trying again at this moment.
    await page.unrouteAll({ behavior: "wait" });
    await page.locator("#announcement", { hasText: "1 change sent" }).waitFor();
    expect(await app.api.list("search=Twice")).toHaveLength(1);
  });

  test("a text whose answer was lost most of a day ago is not sent again before its user has said so", async () => {
    const page = await app.open();
    await type(page, "Long ago tomorrow", "Long ago");
    await page.route("**/api/quick-add", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await field(page).press("Enter");
    const rows = page.locator("#tasks > li", { hasText: "Long ago" });
    await rows.getByText("Not sent yet").waitFor();
    await page.evaluate("(() => { const now = Date.now; Date.now = () => now() + 21 * 3_600_000; })()");
    await page.unrouteAll({ behavior: "wait" });
    await page.locator("#refused-acts").getByText("the task may be there already").waitFor();
    expect(await app.api.list("search=Long ago")).toHaveLength(1);
    await page.getByRole("button", { name: "Discard: Long ago" }).click();
    await page.locator("#refused-acts").waitFor({ state: "detached" });
    expect(await rows.count()).toBe(1);
    expect(await app.api.list("search=Long ago")).toHaveLength(1);
  });

  test("German is read, and the page is in German, for who has it among the languages of the browser", async () => {
    const page = await app.browser.open(app.url, { locale: "de-DE" });
    await isLive(page);
    await type(page, "Miete jeden Monat am 1. um 9 Uhr", "Miete");
    expect((await chips(page))[1]).toBe("Jeden Monat am 1.");
    await type(page, "do laundry tomorrow", "do laundry");
    await type(page, "Bericht jeden Monat am fünften Freitag", "Bericht");
    await preview(page).getByText("Monate ohne fünften Freitag fallen aus.").waitFor();
  });

  test("a refusal is in the language of the page, and in the API's words only where the page does not know the code", async () => {
    const page = await app.browser.open(app.url, { locale: "de-DE" });
    await isLive(page);
    await field(page).fill("morgen 9 Uhr");
    await preview(page).getByText("Titel: braucht ein Wort, das kein Datum").waitFor();
    await field(page).fill("Laufen every 30 feb");
    await field(page).press("Enter");
    const refusal = page.locator("#quick-add .error[role=alert]");
    await refusal.getByText("Wiederholung: ergibt keinen Termin bis zum Ende oder bis zum Jahr 9999.").waitFor();
    const refuseAs = (problem: object) =>
      page.route("**/api/quick-add", (route) =>
        route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify(problem) }),
      );
    await refuseAs({ status: 409, code: "TOO_MANY_FEEDS", values: { most: 7 }, detail: "You have 7 feeds." });
    await type(page, "Feed", "Feed");
    await field(page).press("Enter");
    await refusal.getByText("Du hast 7 Kalender-Feeds, mehr geht nicht.").waitFor();
    await refuseAs({ status: 409, code: "OF_A_LATER_RELEASE", detail: "The moon is full." });
    await type(page, "Moon", "Moon");
    await field(page).press("Enter");
    await refusal.getByText("The moon is full.").waitFor();
  });

  test("a refusal whose words can't be loaded is in those of the API", async () => {
    const page = await app.browser.open(app.url, { locale: "de-DE" }, (each) =>
      each.route(/\/assets\/de-/, (route) => route.abort()),
    );
    await isLive(page);
    await field(page).fill("morgen 9 Uhr");
    await preview(page).getByText("Titel: needs a word").waitFor();
  });

  test("a task without a date that is added in Today is due today, and in no other view", async () => {
    const page = await app.open();
    const add = async (words: string) => {
      await type(page, words, words.split(" ", 1)[0] ?? "");
      await field(page).press("Enter");
      await page.getByText(`Added: ${words.split(" ", 1)[0]}`).waitFor();
    };
    const dayOf = async (title: string) => {
      const [task] = await app.api.list(`search=${title}`);
      return task?.dueAt && new Date(task.dueAt).toLocaleDateString("en-CA", { timeZone });
    };
    const today = () => new Date().toLocaleDateString("en-CA", { timeZone });
    await page.getByRole("link", { name: /^Today/ }).click();
    const before = today();
    await add("Undated");
    const days = [before, today()];
    await add("Dated 24 dec 2099");
    await page.locator("#tasks").getByText("Undated").waitFor();
    await page.getByRole("link", { name: /^Upcoming/ }).click();
    await add("Elsewhere");
    expect(days).toContain(await dayOf("Undated"));
    expect([await dayOf("Dated"), await dayOf("Elsewhere")]).toEqual(["2099-12-24", null]);
  });

  test("dates are in the zone of the browser", async () => {
    const page = await app.open();
    await type(page, "Zone 24 dec 2099 at 9:00", "Zone");
    await field(page).press("Enter");
    await page.getByText("Added: Zone").waitFor();
    expect(timeZone).toBe("Asia/Tokyo");
    expect((await app.api.list("search=Zone"))[0]?.dueAt).toBe("2099-12-24T00:00:00.000Z");
  });
});
