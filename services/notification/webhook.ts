import { types } from "node:util";
import { noCredentials } from "../contracts/setting-types";
import { timeBudgets } from "../contracts/time-budgets";
import { RetryableError, TerminalError } from "../runtime/core/errors";
import { isLoopback } from "../runtime/http/auth";
import { type Channel, type ChannelTestRequested, type DueReminder, type OwnAddressOf, testTitle } from "./channel";
import { noWebhook } from "./definition";
import { type PostAnswer, type Posted, type PostOptions, post } from "./post";
import { isRefusal } from "./refusal";
import { parseRetryAfter } from "./retry-after";

/** For the receiver to answer. */
const { receiverAnswerMs: timeoutMs } = timeBudgets;

/** Posts notifications to a URL. The idempotency key goes as the header `Idempotency-Key`. */
export class WebhookChannel implements Channel {
  readonly name = "webhook";

  /**
   * @param url of the operator; asked for at each delivery, so that a new one is used without a restart
   * @param ownUrlOf of owners, used instead, at public addresses alone. Default: none has one
   * @param options how owners' URLs are reached
   */
  constructor(
    private readonly url: () => Promise<string>,
    private readonly ownUrlOf: OwnAddressOf = async () => undefined,
    private readonly options: PostOptions = {},
  ) {}

  deliver({ data, ownerid: ownerId, time }: DueReminder, idempotencyKey: string): Promise<void> {
    const { taskId, title, dueAt, dueOn, minutesBefore, remindAt } = data;
    const body = { taskId, ownerId, title, dueAt, dueOn, minutesBefore, remindAt, time };
    return this.post(ownerId, body, idempotencyKey);
  }

  /** With a title as notifications have: what makes a text of them makes one of it. */
  test({ ownerid: ownerId, time }: ChannelTestRequested, idempotencyKey: string): Promise<void> {
    return this.post(ownerId, { isTest: true, ownerId, title: testTitle, time }, idempotencyKey);
  }

  private async post(ownerId: string, content: object, idempotencyKey: string): Promise<void> {
    const headers = { "content-type": "application/json", "idempotency-key": idempotencyKey };
    const body = JSON.stringify(content);
    const own = await this.ownUrlOf(ownerId);
    const url = own ?? parseWebhookUrl(await this.url())?.href;
    if (url === undefined) return;
    const { status, retryAfter } = own
      ? await post({ url, headers, body }, this.options)
      : await postToOperator({ url, headers, body });
    if (status >= 200 && status < 300) return;
    const message = `The webhook answered ${status}`;
    if (isRefusal(status)) throw new TerminalError(message);
    throw new RetryableError(message, { retryAfterMs: parseRetryAfter(retryAfter) ?? 0 });
  }
}

/** Where the operator says may be inside of a network of theirs. */
async function postToOperator({
  url,
  headers,
  body,
}: Posted & { headers: Record<string, string> }): Promise<PostAnswer> {
  const response = await fetch(url, {
    ...{ method: "POST", headers, body },
    signal: AbortSignal.timeout(timeoutMs),
    // A redirect could lead to where no notification should go.
    redirect: "error",
  }).catch((cause) => {
    // Without the cause: it may quote the URL, which may hold a token.
    throw new Error(`The webhook did not answer: ${reasonOf(cause)}`);
  });
  await response.body?.cancel();
  return { status: response.status, retryAfter: response.headers.get("retry-after") };
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
 * cluster is the network policy's to close. Undefined for `none`.
 * @throws TerminalError SETTINGS_INVALID that does not tell the URL, which may hold a token
 */
export function parseWebhookUrl(text: string): URL | undefined {
  if (text === noWebhook) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username || url?.password)
    throw new TerminalError(`The URL of the webhook ${noCredentials}`, { code: "SETTINGS_INVALID" });
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname))) return url;
  throw new TerminalError("The URL of the webhook must begin with https://", { code: "SETTINGS_INVALID" });
}
