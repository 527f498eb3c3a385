import type { PushTarget } from "../../domain/push/deliveries";
import type { Posted } from "../post";

/** Loaded by the first message. Node does not find the names of its exports for an import(). */
const webPush = () => require("web-push") as typeof import("web-push");

/** What a browser is told: push services take 4 kB, and this is half of it at most. */
export type PushMessage = {
  /** Of the event: the same for every try. A browser replaces what it shows under it. */
  id: string;
} & (
  | {
      title: string;
      dueAt: string | null;
      /** The day, as 2026-03-01, of a task that is due on a whole one. */
      dueOn?: string | undefined;
      taskId: string;
    }
  | { isTest: true }
);

interface Vapid {
  /** How push services reach the operator. */
  subject: string;
  publicKey: string;
  privateKey: string;
}

/**
 * The request that pushes a message to a browser.
 * @param ttlMs milliseconds for which the push service keeps it for a browser that is away
 */
export function requestOf(
  { endpoint, p256dh, auth }: PushTarget,
  message: PushMessage,
  vapidDetails: Vapid,
  ttlMs: number,
): Posted {
  const { headers, body } = webPush().generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(message),
    {
      vapidDetails,
      TTL: Math.ceil(ttlMs / 1_000),
      // A phone that sleeps is woken for it.
      urgency: "high",
      // Of two messages with one topic a browser that was away gets the later one (RFC 8030, section 5.4).
      topic: message.id.replaceAll("-", ""),
    },
  );
  return { url: endpoint, headers, body };
}
