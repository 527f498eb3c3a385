import { getCacheKeyForURL } from "workbox-precaching";

declare const self: ServiceWorkerGlobalScope;

/**
 * A new worker waits, so that an open page can still load the parts of its own version. It takes over when a page asks for it
 * that is of the new version, and the only one.
 */
export function takeOverWhenAsked(): void {
  self.addEventListener("message", (event) => {
    const script: unknown = event.data?.takeOverFor;
    if (typeof script === "string") event.waitUntil(takeOver(script));
  });
}

/** @param script address of the script of the page that asks */
async function takeOver(script: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const pages = windows.filter(({ url }) => new URL(url).pathname === "/");
  if (pages.length === 1 && getCacheKeyForURL(script)) await self.skipWaiting();
}
