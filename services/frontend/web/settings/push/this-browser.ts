import { words } from "../../messages/settings/words";
import { isStatus } from "../../shared/problem";
import { forgetPush, keepPush, readPush, toAddress } from "../../shared/push-subscription";
import { settingsApi } from "../settings-api";
import type { PushBrowser, PushBrowsers } from "../types";
import { browserName } from "./browser-name";

/** Why this browser can't show what is pushed. */
export type Obstacle = "insecure" | "unsupported" | "turnedOff" | "denied";

/** Milliseconds for a service worker to start. */
const workerTimeoutMs = 10_000;

/** @returns undefined when nothing is in the way */
export function obstacleOf({ publicKey }: PushBrowsers): Obstacle | undefined {
  if (!isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unsupported";
  if (publicKey === null) return "turnedOff";
  return Notification.permission === "denied" ? "denied" : undefined;
}

/** This browser among those that the API lists; undefined while it shows nothing. */
export async function findThis({ publicKey, items }: PushBrowsers): Promise<PushBrowser | undefined> {
  const own = await readPush();
  const known = items.find(({ id }) => id === own?.id);
  if (!known || Notification.permission !== "granted") return undefined;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  return subscription && isOf(publicKey, subscription) ? known : undefined;
}

/**
 * Has the browser ask its user, subscribes it, and tells the API.
 * @returns undefined when the user does not want it
 * @throws Error for people
 */
export async function turnOn(publicKey: string): Promise<PushBrowser | undefined> {
  if ((await Notification.requestPermission()) !== "granted") return undefined;
  const { pushManager } = await worker();
  const old = await pushManager.getSubscription();
  if (old && !isOf(publicKey, old)) await old.unsubscribe();
  const subscription = await pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: toBytes(publicKey) })
    .catch(() => {
      throw new Error(words.push.notSubscribed);
    });
  const name = browserName(navigator.userAgent);
  const browser = await settingsApi.putPushBrowser({ ...toAddress(subscription), name });
  await keepPush({ id: browser.id, endpoint: subscription.endpoint });
  return browser;
}

export async function turnOff(id: string): Promise<void> {
  await remove(id);
  await forgetPush();
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/** One that is gone already is as good. */
export const remove = (id: string): Promise<void> =>
  settingsApi.removePushBrowser(id).catch((error: unknown) => {
    if (!isStatus(error, 404)) throw error;
  });

function worker(): Promise<ServiceWorkerRegistration> {
  // The page registers it; in a private window it never comes.
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(words.push.noWorker)), workerTimeoutMs);
  });
  return Promise.race([navigator.serviceWorker.ready, late]);
}

const toBytes = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/** Whether a subscription was made with this key of the platform: with another one nothing arrives. */
function isOf(publicKey: string | null, { options }: PushSubscription): boolean {
  const key = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return publicKey !== null && String(toBytes(publicKey)) === String(key);
}
