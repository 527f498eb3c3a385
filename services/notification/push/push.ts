import { noteDelivered, openTargets, type PushTarget, removeGone } from "../../domain/push/deliveries";
import { type VapidKeys, vapidKeysOf } from "../../domain/push/vapid-keys";
import { isTerminal, messageOf, RedeliverError, RetryableError, TerminalError } from "../../runtime/core/errors";
import type { Sql } from "../../runtime/database/database";
import { isOutage } from "../../runtime/database/outage";
import type { Channel, DueReminder } from "../channel";
import { isRefusal } from "../refusal";
import { parseRetryAfter } from "../retry-after";
import { type PostOptions, post } from "./post";
import { type PushMessage, requestOf } from "./request";

export interface PushOptions extends PostOptions {
  sql: () => Sql;
  /** The private key as PEM. Asked for at each delivery, so that a new one is used without a restart. */
  key: () => Promise<string>;
  /** How push services reach the operator. */
  contact: string;
  /** Milliseconds after which a message is of no use. */
  usefulForMs: number;
}

type Outcome = { target: PushTarget } & (
  | { was: "taken" | "gone" }
  | { was: "refused"; why: string }
  | { was: "failed"; why: string; retryAfterMs: number | undefined }
);

/**
 * Pushes notifications to the browsers of the owner (RFC 8030), encrypted for each (RFC 8291). While one of them has not taken a
 * message, those that have are noted, so that a retry leaves them out.
 */
export class PushChannel implements Channel {
  readonly name = "push";

  constructor(private readonly options: PushOptions) {}

  async deliver({ id, ownerid, time, data }: DueReminder): Promise<void> {
    const { sql, key, usefulForMs } = this.options;
    const keys = vapidKeysOf(await key(), "The key of push");
    const ttlMs = Math.max(0, Date.parse(time) + usefulForMs - Date.now());
    const message: PushMessage = { id, title: data.title, dueAt: data.dueAt, taskId: data.taskId };
    const targets = await unlessOutage(
      openTargets(sql(), { ownerId: ownerid, publicKey: keys.publicKey, eventId: id }),
    );
    const outcomes = await Promise.all(targets.map((target) => this.send(target, message, keys, ttlMs)));
    const of = (was: Outcome["was"]) => outcomes.filter((outcome) => outcome.was === was).map(({ target }) => target);
    const gone = of("gone");
    if (gone.length > 0) await unlessOutage(removeGone(sql(), gone));
    const failures = outcomes.filter((outcome) => outcome.was === "failed" || outcome.was === "refused");
    if (failures.length === 0) return;
    const taken = of("taken").map((target) => target.id);
    if (taken.length > 0) await unlessOutage(noteDelivered(sql(), id, taken));
    throw failureOf(failures);
  }

  private async send(target: PushTarget, message: PushMessage, keys: VapidKeys, ttlMs: number): Promise<Outcome> {
    const { contact, ca, isAllowed } = this.options;
    const { endpoint } = target;
    try {
      const request = await requestOf(target, message, { subject: contact, ...keys }, ttlMs);
      const { status, retryAfter } = await post(request, { ca, isAllowed });
      if (status >= 200 && status < 300) return { target, was: "taken" };
      if (status === 404 || status === 410) return { target, was: "gone" };
      const why = `${new URL(endpoint).host} answered ${status}`;
      if (isRefusal(status)) return { target, was: "refused", why };
      return { target, was: "failed", why, retryAfterMs: parseRetryAfter(retryAfter) };
    } catch (error) {
      const why = messageOf(error);
      return isTerminal(error)
        ? { target, was: "refused", why }
        : { target, was: "failed", why, retryAfterMs: undefined };
    }
  }
}

/** What failed, as one error: it is tried again while that may help one of the browsers. */
function failureOf(failures: readonly Extract<Outcome, { why: string }>[]): Error {
  const message = `A browser has not taken it: ${[...new Set(failures.map(({ why }) => why))].join(", ")}`;
  const failed = failures.filter((failure) => failure.was === "failed");
  if (failed.length === 0) return new TerminalError(message);
  return new RetryableError(message, {
    retryAfterMs: Math.max(...failed.map(({ retryAfterMs }) => retryAfterMs ?? 0)),
  });
}

/** The database says nothing about the push service, whose retries it must not use up. */
const unlessOutage = <Result>(work: Promise<Result>): Promise<Result> =>
  work.catch((cause) => {
    throw isOutage(cause) ? new RedeliverError("The database does not answer", { cause }) : cause;
  });
