import type { Page } from "playwright-core";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive } from "./browser";
import { usePage } from "./use-page";

describeReal("a list of 10,000 tasks", ["chromium"], ({ chromium }) => {
  const platform = usePage(chromium);
  const count = 10_000;

  const open = async () => {
    const created = await platform.api.create({ title: "One of many", tags: ["home"], priority: "high" });
    const task = (await (await fetch(`${platform.url}/api/tasks/${created.id}`)).json()) as object;
    const items = Array.from({ length: count }, (_, index) => ({
      ...task,
      id: `0${String(count - index).padStart(7, "0")}-0000-7000-8000-000000000000`,
      title: `Task ${count - index}.`,
    }));
    const page = await platform.browser.open(platform.url, {}, (opening) =>
      opening.route("**/api/tasks?*", (route) => route.fulfill({ json: { items, nextCursor: null } })),
    );
    await isLive(page);
    return page;
  };
  const nodes = (page: Page) => page.evaluate("document.querySelectorAll('*').length");

  test("has only those in sight on the page, wherever one scrolls", async () => {
    const page = await open();
    await page.getByText("Task 10000.", { exact: true }).waitFor();
    expect(await nodes(page)).toBeLessThan(2_000);
    const first = page.locator("#tasks > .task").first();
    expect([await first.getAttribute("aria-posinset"), await first.getAttribute("aria-setsize")]).toEqual([
      "1",
      "10000",
    ]);
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)");
    await page.getByText("Task 10000.", { exact: true }).waitFor({ state: "detached" });
    expect(await nodes(page)).toBeLessThan(2_000);
    await page.keyboard.press("Control+End");
    const edit = page.getByRole("button", { name: "Edit Task 1.", exact: true });
    // The page grows as rows that come into sight are measured: its end may be further down by the time of the click.
    await until("the last task is chosen at the end of the list", async () => {
      await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
      if (!(await edit.isVisible())) return false;
      expect(await nodes(page)).toBeLessThan(2_000);
      return edit.click({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    await page.getByRole("dialog", { name: "Edit task" }).waitFor();
  });
});
