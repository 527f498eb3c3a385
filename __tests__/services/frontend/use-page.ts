import type { Page } from "playwright-core";
import { allServices } from "../../../services/all";
import { type RunningHost, startHost } from "../../../services/runtime/host/host";
import { readSettings } from "../../../services/runtime/settings/settings";
import { jwtSecret } from "../../helpers/backend";
import { silent, useDatabase } from "../../helpers/database";
import { bePatient } from "../../helpers/patience";
import { apiClient, startOn } from "../../helpers/platform";
import { isLive, useBrowser } from "./browser";

/**
 * The platform where users have tokens, on a database of the test file's own, and a browser for its page.
 * @param environment further environment variables
 */
export function usePageWithTokens(chromium: string, environment: Record<string, string> = {}) {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost | undefined;
  beforeAll(async () => {
    bePatient();
    const settings = readSettings({ DATABASE_URL: db.url, PORT: "0", JWT_SECRET: jwtSecret, ...environment });
    host = await startHost({ services: allServices, settings, logger: silent });
  });
  db.closeFirst(async () => host?.stop());
  return {
    db,
    browser,
    get url(): string {
      return running(host).url;
    },
  };
}

function running<Value>(value: Value | undefined): Value {
  if (!value) throw new Error("The platform runs from beforeAll on");
  return value;
}

/**
 * The platform on a database of the test file's own, and a browser for its page, from the first test to the last.
 * @param environment further environment variables
 */
export function usePage(chromium: string, environment: Record<string, string> = {}) {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost | undefined;
  let client: ReturnType<typeof apiClient> | undefined;
  beforeAll(async () => {
    host = await startOn(db.url, environment);
    client = apiClient(host.url);
  });
  db.closeFirst(async () => host?.stop());
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
