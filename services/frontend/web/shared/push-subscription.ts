/** What is kept of this browser's subscription. */
export interface KeptPush {
  /** Of the API. */
  id: string;
  /** Which the API knows. */
  endpoint: string;
}

/** A cache, for no other store of this browser is as easily reached by both the page and its service worker. */
const cacheName = "freehold.push";
const key = "/subscription";

/** @returns undefined while this browser has none */
export const readPush = async (): Promise<KeptPush | undefined> =>
  (await (await caches.open(cacheName)).match(key))?.json();

export const keepPush = async (push: KeptPush): Promise<void> =>
  (await caches.open(cacheName)).put(key, Response.json(push));

export const forgetPush = (): Promise<boolean> => caches.delete(cacheName);

/** A subscription as the API takes it. */
export function toAddress(subscription: PushSubscription) {
  const { endpoint, keys = {} } = subscription.toJSON();
  return { endpoint: endpoint ?? "", keys: { p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" } };
}
