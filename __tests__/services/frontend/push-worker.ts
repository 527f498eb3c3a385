import type { Page, Worker } from "playwright-core";
import { addressOf, pushBrowser } from "../../helpers/push-browser";
import { until } from "../../helpers/until";

/** In place of the browser's own push service, which is on the internet. */
export function withPushService(endpoint: string): string {
  const { endpoint: _, ...keys } = addressOf(endpoint, pushBrowser());
  return `{
    let current = null;
    PushManager.prototype.getSubscription = async () => current;
    PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) =>
      (current = {
        options: { userVisibleOnly, applicationServerKey: applicationServerKey.buffer },
        endpoint: ${JSON.stringify(endpoint)},
        toJSON: () => (${JSON.stringify({ endpoint, keys })}),
        unsubscribe: async () => ((current = null), true),
      });
  }`;
}

/** The service worker of a page, and what CDP names it by. */
export async function workerOf(page: Page) {
  await page.evaluate("navigator.serviceWorker.ready.then(() => {})");
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error("There is no service worker");
  const { origin } = new URL(page.url());
  const devtools = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registration;
  await worker.evaluate(`
    const show = registration.showNotification.bind(registration);
    self.showings = [];
    registration.showNotification = (...what) => {
      const showing = show(...what);
      showings.push(showing);
      return showing;
    };
    0;
  `);
  let pushed = 0;
  /** Ends when it is shown. To list what is shown before that makes Chromium drop what it is about to show. */
  const push = async (data: string) => {
    await devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
    pushed += 1;
    await until("it is shown", () => worker.evaluate(`showings.length === ${pushed}`));
    await worker.evaluate("Promise.all(showings).then(() => {})");
  };
  return { worker, push };
}

export const shown = async (worker: Worker) =>
  (await worker.evaluate(
    "registration.getNotifications().then((all) => all.map(({ title, body, data }) => ({ title, body, data })))",
  )) as { title: string; body: string; data: string }[];

/** What a click does: no test may click what the system shows, and only a click may open or focus a window. */
export const click = (worker: Worker) =>
  worker.evaluate(`(async () => {
    const did = [];
    clients.openWindow = async (url) => void did.push("opened " + url);
    WindowClient.prototype.focus = async () => void did.push("focused");
    const [notification] = await registration.getNotifications();
    const event = new NotificationEvent("notificationclick", { notification });
    let done;
    event.waitUntil = (work) => { done = work; };
    dispatchEvent(event);
    await done;
    return did;
  })()`);

/** Tells a worker that the browser has renewed or dropped its subscription, and waits for what it does. */
export const changeSubscription = (worker: Worker) =>
  worker.evaluate(`(async () => {
    const event = new ExtendableEvent("pushsubscriptionchange");
    let done;
    event.waitUntil = (work) => { done = work; };
    dispatchEvent(event);
    await done;
  })()`);
