import { dueWords, testWords } from "./words";

declare const self: ServiceWorkerGlobalScope;

/** What the notification service sends: services/notification/push/request.ts. */
interface Pushed {
  /** The same when a message comes twice. */
  id: string;
  title: string;
  dueAt: string | null;
  /** The day, as 2026-03-01, of a task that is due on a whole one. */
  dueOn: string;
  taskId: string;
  /** Whether the user only wants to see that it arrives. */
  isTest: true;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Shows what is pushed, also while no page is open. A click opens the task. */
export function showPushed(): void {
  self.addEventListener("push", (event) => event.waitUntil(show(parse(event.data))));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(openTask(String(event.notification.data)));
  });
}

/** A browser that shows nothing for a message takes the permission away, so one that can't be read is shown, too. */
function parse(data: PushMessageData | null): Partial<Pushed> {
  try {
    const pushed: unknown = data?.json();
    return typeof pushed === "object" && pushed !== null ? pushed : {};
  } catch {
    return {};
  }
}

const show = ({ id, title = "Freehold", dueAt, dueOn, taskId, isTest }: Partial<Pushed>): Promise<void> =>
  self.registration.showNotification(title, {
    body: isTest ? testWords : dueWords(dueAt, dueOn),
    icon: "/icons/192.png",
    data: taskId ?? "",
    // Takes the place of the same one.
    ...(id !== undefined && { tag: id }),
  });

async function openTask(id: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = windows.find(({ url }) => new URL(url).pathname === "/");
  const isTask = uuid.test(id);
  if (!page) {
    await self.clients.openWindow(isTask ? `/?task=${id}` : "/");
    return;
  }
  if (isTask) page.postMessage({ openTask: id });
  await page.focus();
}
