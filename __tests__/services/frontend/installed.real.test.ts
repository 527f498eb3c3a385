import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { builtPage } from "../../../services/frontend/built-page";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { useBrowser } from "./browser";

const types: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  png: "image/png",
  svg: "image/svg+xml",
  webmanifest: "application/manifest+json",
};
type Files = Map<string, Buffer>;
const hashOf = (files: Files) =>
  createHash("sha256")
    .update(files.get("index.html") ?? "")
    .digest("base64");

/** The page as another build of it would be: its scripts and styles have other names. */
function toLater(files: Files): Files {
  const rename = (text: string) => text.replaceAll(/-([0-9a-z]{8})\.(js|css)/g, "-$1-later.$2");
  const later = new Map(
    [...files].map(([name, body]) => [
      rename(name),
      name.endsWith(".png") ? body : Buffer.from(rename(body.toString())),
    ]),
  );
  const worker = String(later.get("service-worker.js")).replaceAll(hashOf(files), hashOf(later));
  return later.set("service-worker.js", Buffer.from(worker));
}

describeReal("the installed page", ["chromium"], ({ chromium }) => {
  const browser = useBrowser(chromium);
  let first: Files = new Map();
  let served: Files = first;
  /** The page without an API. */
  const server = createServer(({ url = "/" }, response) => {
    const name = url === "/" ? "index.html" : url.slice(1);
    const type = types[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
    response.writeHead(served.has(name) ? 200 : 503, { "content-type": type }).end(served.get(name));
  });
  const listen = () => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  let port = 0;
  beforeAll(async () => {
    first = new Map((await builtPage()).map(({ name, body }) => [name, body]));
    await listen();
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    served = first;
  });
  afterAll(stop);

  /** The page, once its worker has kept it and answers for it. */
  const openKept = async (): Promise<Page> => {
    const page = await browser.open(`http://localhost:${port}`, { serviceWorkers: "allow" });
    await page.evaluate("navigator.serviceWorker.ready.then(() => {})");
    await page.reload();
    expect(await page.evaluate("navigator.serviceWorker.controller?.state")).toBe("activated");
    return page;
  };
  const isThere = (page: Page) => page.getByLabel("Task in words").waitFor();
  const openSettings = (page: Page) => page.getByRole("button", { name: "Settings" }).click();
  const isLater = (page: Page) => page.evaluate("document.scripts[0].src.includes('-later.js')");

  test("opens without a network and without the server, with all its parts", async () => {
    const page = await openKept();
    await stop();
    await page.reload();
    await isThere(page);
    await page.goto(`http://localhost:${port}/?view=today`);
    await isThere(page);
    await openSettings(page);
    await page.getByRole("dialog").getByRole("heading", { name: "Settings" }).waitFor();
    await listen();
  });

  test("can be installed", async () => {
    const page = await browser.open(`http://localhost:${port}`, { serviceWorkers: "allow" });
    const devtools = await page.context().newCDPSession(page);
    const { errors, url } = await devtools.send("Page.getAppManifest");
    expect([errors, new URL(url).pathname]).toEqual([[], "/manifest.webmanifest"]);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    // Each session of the tests is a private window.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
  });

  test("takes a new version with a reload, and the open page has the parts of its own until then", async () => {
    const page = await openKept();
    served = toLater(first);
    await page.evaluate("navigator.serviceWorker.ready.then((it) => it.update())");
    const isWaiting = () =>
      page.evaluate("navigator.serviceWorker.ready.then(({ waiting }) => waiting?.state === 'installed')");
    await until("the new worker has kept the new page", isWaiting);
    await openSettings(page);
    await page.getByRole("dialog").getByRole("heading", { name: "Settings" }).waitFor();
    const other = await page.context().newPage();
    // A worker that has no answer for some seconds gives what it has kept.
    await until("another tab shows the new page", async () => {
      await other.goto(`http://localhost:${port}`);
      await isThere(other);
      return isLater(other);
    });
    expect([await isLater(page), await isLater(other), await isWaiting()]).toEqual([false, true, true]);
    await other.close();

    await until("a reload shows the new page", async () => {
      await page.reload();
      await isThere(page);
      return isLater(page);
    });
    await until("the new worker has taken over", async () => !(await isWaiting()));
    await stop();
    await page.reload();
    await isThere(page);
    expect(await isLater(page)).toBe(true);
    await listen();
  });
});
