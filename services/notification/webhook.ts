import type { FreeholdEvent } from "../contracts/envelope";
import type { OutsideContext } from "../runtime/consumer";
import { RuleViolation } from "../runtime/errors";

/** Milliseconds that the receiver has to answer; well within the lease that the state store gives an effect. */
const timeout = 10_000;
/** Refusals that may pass by themselves: timed out, too early, too many requests. */
const passing = new Set([408, 425, 429]);

/**
 * Posts a notification to a webhook. The idempotency key goes with it, so that a receiver that knows the header can
 * pass over the one repetition that a crash can cause.
 * @throws RuleViolation when the receiver refuses it for good, and Error when it may be tried again
 */
export async function postWebhook(
  url: string,
  { data, ownerid, time }: FreeholdEvent<"freehold.reminder.due.v1">,
  { idempotencyKey }: OutsideContext,
): Promise<void> {
  const { taskId, title, dueAt, minutesBefore, remindAt } = data;
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
    body: JSON.stringify({ taskId, ownerId: ownerid, title, dueAt, minutesBefore, remindAt, time }),
    signal: AbortSignal.timeout(timeout),
    redirect: "error",
  });
  await response.body?.cancel();
  if (response.ok) return;
  const message = `The webhook answered ${response.status}`;
  if (response.status >= 400 && response.status < 500 && !passing.has(response.status))
    throw new RuleViolation(message);
  throw new Error(message);
}
