import type { Page } from "playwright-core";
import type { RunningHost } from "../../../services/runtime/host/host";
import { useDatabase } from "../../helpers/database";
import { apiClient, startOn } from "../../helpers/platform";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { looksWell } from "./axe";
import { isLive, useBrowser } from "./browser";
import { keptKeys } from "./kept";

describeReal("the page without the platform", ["chromium"], ({ chromium }) => {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost;
  let port: string;
  beforeAll(async () => {
    host = await startOn(db.url);
    ({ port } = new URL(host.url));
  });
  db.closeFirst(() => host.stop());
  const api = () => apiClient(host.url);
  const badge = (page: Page, words: string) => page.locator("#connection").getByText(words, { exact: true }).waitFor();
  const row = (page: Page, title: string) => page.locator("#tasks > li").filter({ hasText: title });
  const types = async (id: string) => (await api().history(id)).map(({ type }) => type.split(".")[2]);
  const find = async (title: string) => (await api().list(`search=${title}`))[0];

  /** The page, once it works without the platform. */
  const openKept = async (): Promise<Page> => {
    // axe is put in, which the content security policy forbids.
    const page = await browser.open(host.url, { serviceWorkers: "allow", bypassCSP: true });
    await isLive(page);
    await until("it keeps what it was told", async () => (await keptKeys(page)).some((key) => key.startsWith("seen")));
    return page;
  };
  const add = async (page: Page, text: string) => {
    await page.getByLabel("Task in words").fill(text);
    await page.keyboard.press("Enter");
    await row(page, text).getByText("Not sent yet").waitFor();
  };
  const rename = async (page: Page, title: string, to: string) => {
    await page.getByRole("button", { name: `Edit ${title}`, exact: true }).click();
    await page.getByRole("dialog").getByLabel("Title").fill(to);
    await page.getByRole("button", { name: "Save" }).click();
    await row(page, to).getByText("Not sent yet").waitFor();
  };

  test("shows what it saw last, takes acts, and sends each once and in order from one of two tabs", async () => {
    for (const title of ["Delete it", "Keep it open", "Call mum", "Water"]) await api().create({ title });
    const page = await openKept();
    const other = await page.context().newPage();
    await other.goto(host.url);
    await isLive(other);
    const posts: string[] = [];
    // One that is tried while the network is away goes nowhere.
    page.context().on("requestfinished", (it) => it.method() !== "GET" && posts.push(new URL(it.url()).pathname));
    await host.stop();
    await page.context().setOffline(true);

    await page.reload();
    await page.getByRole("alert").filter({ hasText: "This is what you saw last: today" }).waitFor();
    await badge(page, "Offline");
    expect(await page.locator("#tasks .title").allTextContents()).toEqual([
      "Water",
      "Call mum",
      "Keep it open",
      "Delete it",
    ]);

    await add(page, "First");
    await add(page, "Second");
    await rename(page, "Water", "Water all plants");
    await row(page, "Call mum").getByRole("button", { name: "Complete: Call mum" }).click();
    await badge(page, "Offline · 4 waiting");
    await row(page, "Keep it open").getByRole("button", { name: "Complete: Keep it open" }).click();
    await badge(page, "Offline · 5 waiting");
    // The last act is taken back: it is not sent at all.
    await page.keyboard.press("Control+z");
    await badge(page, "Offline · 4 waiting");
    await row(page, "Delete it").getByRole("button", { name: "Delete Delete it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await row(page, "Delete it").waitFor({ state: "detached" });
    await row(page, "First").getByRole("button", { name: "Complete: First" }).click();
    await badge(page, "Offline · 6 waiting");
    await badge(other, "Offline · 6 waiting");
    await row(page, "Second").getByRole("button", { name: "Complete: Second" }).click();
    await badge(page, "Offline · 7 waiting");

    await page.reload();
    await row(page, "Water all plants").waitFor();
    await badge(page, "Offline · 7 waiting");
    // So is this one, although the page was loaded again meanwhile.
    await page.keyboard.press("Control+z");
    await row(page, "Keep it open").waitFor();
    await badge(page, "Offline · 6 waiting");
    expect(await page.locator("#tasks .title").allTextContents()).toEqual([
      "Second",
      "Water all plants",
      "Keep it open",
    ]);
    await looksWell(page, "waiting");
    posts.length = 0;

    host = await startOn(db.url, { PORT: port });
    await page.context().setOffline(false);
    await badge(page, "Live");
    await badge(other, "Live");
    const [first, second] = [await find("First"), await find("Second")];
    expect(posts.filter((path) => path === "/api/quick-add")).toHaveLength(2);
    expect(String(first?.id) < String(second?.id)).toBe(true);
    await until("the history has all", async () => (await types(String(first?.id))).length === 2);
    expect(await types(String(first?.id))).toEqual(["created", "completed"]);
    expect(await types(String((await find("Water"))?.id))).toEqual(["created", "updated"]);
    expect(await types(String((await find("Call"))?.id))).toEqual(["created", "completed"]);
    expect(await types(String((await find("Keep"))?.id))).toEqual(["created"]);
    expect(await find("Delete")).toBeUndefined();
    for (const each of [page, other]) {
      const shown = () => each.locator("#tasks .title").allTextContents();
      await until("it shows the same", async () => `${await shown()}` === "Second,Water all plants,Keep it open");
    }
  });

  test("what somebody else changed meanwhile is asked about, both values side by side, and nothing is lost", async () => {
    const [mine, theirs, gone] = [
      await api().create({ title: "Contested" }),
      await api().create({ title: "Deleted here" }),
      await api().create({ title: "Gone there" }),
    ];
    const page = await openKept();
    await page.context().setOffline(true);
    await rename(page, "Contested", "Mine");
    await row(page, "Deleted here").getByRole("button", { name: "Delete Deleted here" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await row(page, "Gone there").getByRole("button", { name: "Complete: Gone there" }).click();
    await badge(page, "Offline · 3 waiting");
    await api().change(mine.id, { title: "Theirs" });
    await api().change(theirs.id, { title: "Changed there" });
    await api().remove(gone.id);
    await page.context().setOffline(false);

    await badge(page, "Live · 3 not sent");
    const refused = page.locator("#refused-acts");
    const act = (words: string) => refused.getByRole("listitem").filter({ hasText: words });
    await act("Change: Contested").locator("dd").nth(1).waitFor();
    expect(await act("Change: Contested").locator("dd").allTextContents()).toEqual(["Yours Mine", "Theirs Theirs"]);
    await row(page, "Theirs").waitFor();
    await looksWell(page, "refused");
    await page.reload();
    await act("Gone there").getByText("This is not there any more.").waitFor();
    await act("Gone there").getByRole("button", { name: "Discard" }).click();
    await act("Deleted here").getByRole("button", { name: "Keep it" }).click();
    await act("Contested").getByRole("button", { name: "Use mine" }).click();
    await badge(page, "Live");
    await refused.waitFor({ state: "detached" });
    await row(page, "Mine").waitFor();
    await row(page, "Changed there").waitFor();
    expect((await api().list()).map(({ title }) => title)).toEqual(expect.arrayContaining(["Mine", "Changed there"]));
  });

  test("a task that is moved is where it was put, and is put there by the platform", async () => {
    for (const title of ["Under", "Over"]) await api().create({ title });
    const page = await openKept();
    await page.getByLabel("Sort by").selectOption("manual");
    const top = () => page.locator("#tasks .title").allTextContents();
    await until("they are in the user's own order", async () => (await top())[0] === "Over");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Move Under up" }).click();
    await badge(page, "Offline · 1 waiting");
    expect((await top()).slice(0, 2)).toEqual(["Under", "Over"]);
    await page.context().setOffline(false);
    await badge(page, "Live");
    expect((await api().list("sort=manual")).slice(0, 2).map(({ title }) => title)).toEqual(["Under", "Over"]);
    expect((await top()).slice(0, 2)).toEqual(["Under", "Over"]);
  });

  test("“tomorrow” is the day after it was written, however late it is sent", async () => {
    const page = await openKept();
    const dayMs = 86_400_000;
    const writtenAt = Date.now() - 3 * dayMs;
    await page.context().setOffline(true);
    await page.clock.setFixedTime(writtenAt);
    await add(page, "Pick up tomorrow 18:00");
    await page.context().setOffline(false);
    await badge(page, "Live");
    // The browser is 9 hours ahead of UTC.
    const day = new Date(writtenAt + dayMs + 9 * 3_600_000).toISOString().slice(0, "yyyy-mm-dd".length);
    expect((await find("Pick up"))?.dueAt).toBe(`${day}T09:00:00.000Z`);
  });
});
