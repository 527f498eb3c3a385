import type { Page } from "playwright-core";
import type { RunningHost } from "../../../services/runtime/host/host";
import { useDatabase } from "../../helpers/database";
import { apiClient, startOn } from "../../helpers/platform";
import { isLive, useBrowser } from "./browser";

/** The platform on a database of the test file's own, and a browser for its page, from the first test to the last. */
export function usePage(chromium: string) {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost | undefined;
  let client: ReturnType<typeof apiClient> | undefined;
  beforeAll(async () => {
    host = await startOn(db.url);
    client = apiClient(host.url);
  });
  db.closeFirst(async () => host?.stop());
  const running = <Value>(value: Value | undefined): Value => {
    if (!value) throw new Error("The platform runs from beforeAll on");
    return value;
  };
  return {
    db,
    browser,
    get url(): string {
      return running(host).url;
    },
    get api() {
      return running(client);
    },
    /** The page, once it gets live updates. */
    open: async (): Promise<Page> => {
      const page = await browser.open(running(host).url);
      await isLive(page);
      return page;
    },
  };
}
