import { z } from "zod";
import { clientAddresses } from "../../scripts/rehearse/machine/addresses";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";

const taskSchema = z.looseObject({ id: z.string() });
const listSchema = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });

/** How often a notification has come, by where it came to. */
export interface Received {
  webhook: number;
  mail: number;
}

/**
 * Adds a recurring task with a reminder and completes it: every service has to do its part.
 * @param title of the task; unique, as the notification is known by it
 * @param expected the notifications to wait for
 * @returns the notifications that came
 */
export async function roundTrip(
  { client: signIn, inbox }: Rehearsed,
  user: string,
  title: string,
  expected: Received,
): Promise<Received> {
  const client = await signIn(user, clientAddresses);
  const made = await client.call("POST", "/api/tasks", {
    title,
    dueAt: new Date(Date.now() + 62_000).toISOString(),
    recurrence: { rrule: "FREQ=DAILY", timeZone: "Etc/UTC" },
    reminders: [{ minutesBefore: 1 }],
  });
  expect(made.status).toBe(201);
  const { id } = taskSchema.parse(made.body);
  await until("the reminder has become a notification", async () => {
    const { items } = listSchema.parse((await client.call("GET", "/api/notifications")).body);
    return items.some(({ taskId }) => taskId === id);
  });
  const received = (mail: boolean) =>
    inbox.received().filter(({ url, body }) => (url === "mail") === mail && body.includes(title)).length;
  await until(
    "every notification has come",
    () => received(false) >= expected.webhook && received(true) >= expected.mail,
  );
  await client.call("POST", `/api/tasks/${id}/complete`);
  await until("the next occurrence is there", async () => {
    const { items } = listSchema.parse((await client.call("GET", "/api/tasks?status=open")).body);
    return items.length === 1;
  });
  return { webhook: received(false), mail: received(true) };
}
