import { isLoopback } from "../runtime/auth";
import { FreeholdError, RuleViolation } from "../runtime/errors";
import type { Channel, DueReminder } from "./channel";

/** Milliseconds that the receiver has to answer. */
const timeout = 10_000;
/** Refusals that may pass by themselves: timed out, too early, too many requests. */
const passing = new Set([408, 425, 429]);

/** Posts notifications to a URL. The idempotency key goes as the header `Idempotency-Key`. */
export class WebhookChannel implements Channel {
  readonly name = "webhook";

  /** @param url asked for at each delivery, so that a new one is used without a restart */
  constructor(private readonly url: () => Promise<string>) {}

  async deliver({ data, ownerid, time }: DueReminder, idempotencyKey: string): Promise<void> {
    const { taskId, title, dueAt, minutesBefore, remindAt } = data;
    const response = await fetch(parseWebhookUrl(await this.url()), {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
      body: JSON.stringify({ taskId, ownerId: ownerid, title, dueAt, minutesBefore, remindAt, time }),
      signal: AbortSignal.timeout(timeout),
      // A redirect could lead to where no notification should go.
      redirect: "error",
    });
    await response.body?.cancel();
    if (response.ok) return;
    const message = `The webhook answered ${response.status}`;
    if (response.status >= 400 && response.status < 500 && !passing.has(response.status))
      throw new RuleViolation(message);
    throw new Error(message);
  }
}

/**
 * The URL, if a notification may go there: by https, or by http to this machine. What else is reachable inside of the
 * cluster is the network policy's to close.
 * @throws FreeholdError SETTINGS_INVALID that does not tell the URL, which may hold a token
 */
export function parseWebhookUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname))) return url;
  throw new FreeholdError("SETTINGS_INVALID", "The URL of the webhook must begin with https://");
}
