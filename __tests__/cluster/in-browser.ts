import { addresses, hostNames } from "../../scripts/rehearse/machine/addresses";
import { isLive, useBrowser } from "../services/frontend/browser";
import type { Rehearsed } from "./rehearsed";

/** The page through Traefik, where every service does its part of what a user sees. */
export function inBrowser(rehearsed: () => Rehearsed, chromium: string, user: string): void {
  const browser = useBrowser(chromium, [`--host-resolver-rules=MAP ${hostNames.domain} ${addresses.loadBalancer}`]);

  /** Pebble's root is none that browsers know; another test checks the certificate. */
  const signedIn = async () => {
    const page = await browser.open(`https://${hostNames.domain}`, { ignoreHTTPSErrors: true });
    await page.getByRole("button", { name: "Use a token instead" }).click();
    await page.getByLabel("Bearer token").fill((await rehearsed().client(user)).token);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await isLive(page);
    return page;
  };

  test("a task that one tab adds in words reaches another, reminds there, and has its next occurrence once it is completed", async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    const words = first.getByLabel("Task in words");
    await words.fill("Water the plants every day at 23:59 remind 1 day before");
    await first.locator("#quick-add-preview").getByText("Water the plants", { exact: true }).waitFor();
    await words.press("Enter");
    await second.locator("#notifications > [data-kind=reminder]", { hasText: "Water the plants" }).waitFor();
    await second.getByRole("button", { name: "Complete: Water the plants" }).click();
    await first.locator("#notifications > [data-kind=occurrence]", { hasText: "Water the plants" }).waitFor();
  });
}
