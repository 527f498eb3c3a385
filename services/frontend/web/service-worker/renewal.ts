import type { Answer } from "../../../../packages/client/routes";
import { forgetPush, keepPush, readPush, toAddress } from "../shared/push-subscription";

declare const self: ServiceWorkerGlobalScope;

/**
 * Tells the API when the browser has renewed its push subscription or dropped it, also while no page is open. The browser
 * sends the session's cookie with what this worker asks; a bearer token is known to its tab alone. A page has it look, too: not
 * every browser tells, and the API may not have been there.
 */
export function renewSubscription(): void {
  self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew()));
  self.addEventListener("message", (event) => {
    if (event.data?.checkPush) event.waitUntil(check());
  });
}

async function check(): Promise<void> {
  const kept = await readPush();
  const current = kept && (await self.registration.pushManager.getSubscription());
  if (current?.endpoint !== kept?.endpoint) await renew();
}

async function renew(): Promise<void> {
  const kept = await readPush();
  if (!kept) return;
  // Not every browser says with the event what it has now: it is asked for, with the key that the platform has now.
  const { publicKey }: Answer<"get", "/api/push-subscriptions"> = await (await ask("GET", "")).json();
  if (publicKey === null) return;
  const subscription = await subscribe(publicKey);
  const { status } = subscription
    ? await ask("PUT", `/${kept.id}`, JSON.stringify(toAddress(subscription)))
    : await ask("DELETE", `/${kept.id}`);
  if (subscription && status !== 404) return keepPush({ id: kept.id, endpoint: subscription.endpoint });
  // The user has withdrawn the permission, or has removed this browser elsewhere.
  await subscription?.unsubscribe();
  await forgetPush();
}

/** @returns undefined when the user does not want it any more */
async function subscribe(applicationServerKey: string): Promise<PushSubscription | undefined> {
  try {
    return await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotAllowedError") return undefined;
    throw error;
  }
}

/** @throws Error for an answer that is neither a success nor 404 */
async function ask(method: "GET" | "PUT" | "DELETE", path: string, body: string | null = null): Promise<Response> {
  const headers = { ...(body !== null && { "content-type": "application/json" }) };
  const response = await fetch(`/api/push-subscriptions${path}`, { method, headers, body });
  if (response.ok || response.status === 404) return response;
  throw new Error(`The API answered ${response.status}: the next page that is opened tries again`);
}
