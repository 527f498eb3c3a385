import { types } from "node:util";
import { noCredentials } from "../contracts/setting-types";
import { timeBudgets } from "../contracts/time-budgets";
import { RetryableError, TerminalError } from "../runtime/core/errors";
import { isLoopback } from "../runtime/http/auth";
import { type Channel, type ChannelTestRequested, type DueReminder, testTitle } from "./channel";
import { isRefusal } from "./refusal";
import { parseRetryAfter } from "./retry-after";

/** For the receiver to answer. */
const { receiverAnswerMs: timeoutMs } = timeBudgets;

/** Posts notifications to a URL. The idempotency key goes as the header `Idempotency-Key`. */
export class WebhookChannel implements Channel {
  readonly name = "webhook";

  /** @param url asked for at each delivery, so that a new one is used without a restart */
  constructor(private readonly url: () => Promise<string>) {}

  deliver({ data, ownerid: ownerId, time }: DueReminder, idempotencyKey: string): Promise<void> {
    const { taskId, title, dueAt, dueOn, minutesBefore, remindAt } = data;
    return this.post({ taskId, ownerId, title, dueAt, dueOn, minutesBefore, remindAt, time }, idempotencyKey);
  }

  /** With a title as notifications have: what makes a text of them makes one of it. */
  test({ ownerid: ownerId, time }: ChannelTestRequested, idempotencyKey: string): Promise<void> {
    return this.post({ isTest: true, ownerId, title: testTitle, time }, idempotencyKey);
  }

  private async post(body: object, idempotencyKey: string): Promise<void> {
    const response = await fetch(parseWebhookUrl(await this.url()), {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      // A redirect could lead to where no notification should go.
      redirect: "error",
    }).catch((cause) => {
      // Without the cause: it may quote the URL, which may hold a token.
      throw new Error(`The webhook did not answer: ${reasonOf(cause)}`);
    });
    await response.body?.cancel();
    if (response.ok) return;
    const message = `The webhook answered ${response.status}`;
    if (isRefusal(response.status)) throw new TerminalError(message);
    throw new RetryableError(message, { retryAfterMs: parseRetryAfter(response.headers.get("retry-after")) ?? 0 });
  }
}

/** Why fetch failed, without the URL. */
function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return "fetch failed";
  if (error.name === "TimeoutError") return `it took longer than ${timeoutMs / 1_000} s`;
  const { cause } = error;
  if (!types.isNativeError(cause)) return "fetch failed";
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}

/**
 * The URL, if a notification may go there: by https, or by http to this machine. What else is reachable inside of the
 * cluster is the network policy's to close.
 * @throws TerminalError SETTINGS_INVALID that does not tell the URL, which may hold a token
 */
export function parseWebhookUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username || url?.password)
    throw new TerminalError(`The URL of the webhook ${noCredentials}`, { code: "SETTINGS_INVALID" });
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname))) return url;
  throw new TerminalError("The URL of the webhook must begin with https://", { code: "SETTINGS_INVALID" });
}
