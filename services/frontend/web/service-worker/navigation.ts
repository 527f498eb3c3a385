import { addRoute, cleanupOutdatedCaches, matchPrecache, precache } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope & {
  /** The files of the page; build-page.mjs fills them in. */
  __WB_MANIFEST: { url: string; revision: string | null; integrity?: string }[];
};

/** The page with any query. `/ops` and `/api/docs` are not kept. */
const pagePattern = /^\/(\?.*)?$/;
/** Milliseconds that the server has before the kept page is shown. A server that hangs accepts connections and says nothing. */
const answerTimeoutMs = 3_000;

/**
 * Keeps the files of the page, and nothing of the API. The page comes from the server while that answers, so a reload shows the
 * newest one. Scripts and styles have the hash of their content in their names: they come from what is kept.
 */
export function keepPage(): void {
  // The first route that matches answers, and the page is one of the kept files.
  registerRoute(new NavigationRoute(({ request }) => answer(request), { allowlist: [pagePattern] }));
  precache(self.__WB_MANIFEST);
  addRoute({ directoryIndex: "", cleanURLs: false });
  cleanupOutdatedCaches();
}

async function answer(request: Request): Promise<Response> {
  const asked = fetch(request).catch(() => undefined);
  const good = asked.then((response) => (response && response.status < 500 ? response : undefined));
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, answerTimeoutMs));
  return (await Promise.race([good, late])) ?? (await matchPrecache("/")) ?? (await asked) ?? Response.error();
}
