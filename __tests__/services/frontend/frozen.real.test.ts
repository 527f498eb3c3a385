import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { apiClient } from "../../helpers/platform";
import { type RunningProgram, startProgram } from "../../helpers/program";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { isLive, openFields, useBrowser } from "./browser";

describeReal("the page of a platform that hangs", ["chromium"], ({ chromium }) => {
  const browser = useBrowser(chromium);
  const data = mkdtempSync(path.join(tmpdir(), "freehold-frozen-"));
  let platform: RunningProgram;
  let url: string;
  beforeAll(async () => {
    const file = path.join(__dirname, "../../../services/local/start.js");
    platform = startProgram(process.execPath, [file, "--data", data, "--port", "0"]);
    url = await until("the platform is ready", () => {
      platform.mustRun();
      return /is ready.*?(http:\S+)/.exec(platform.output())?.[1];
    });
  });
  afterAll(async () => {
    process.kill(platform.pid, "SIGCONT");
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  test("it notices within 10 s, keeps what was entered, and adds it once when the platform is back", async () => {
    const page = await browser.open(url);
    await isLive(page);
    await openFields(page);
    process.kill(platform.pid, "SIGSTOP");
    await page.getByLabel("Title").fill("Entered meanwhile");
    await page.getByLabel("Tags").fill("kept");
    await page.getByRole("button", { name: "Add task" }).click();
    await page.locator("#connection[data-state=offline]").waitFor({ timeout: 15_000 });
    const task = page.locator("#tasks > li").filter({ hasText: "Entered meanwhile" });
    await task.getByText("Not sent yet").waitFor({ timeout: 30_000 });
    await task.getByText("kept").waitFor();
    await page.locator("#connection", { hasText: "1 waiting" }).waitFor();

    process.kill(platform.pid, "SIGCONT");
    await page.locator("#announcement", { hasText: "1 change sent" }).waitFor();
    await isLive(page);
    await task.waitFor();
    expect(await task.getByText("Not sent yet").count()).toBe(0);
    expect(await apiClient(url).list("search=Entered meanwhile")).toHaveLength(1);
  });
});
