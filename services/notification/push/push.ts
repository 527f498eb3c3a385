import { noteDelivered, openTargets, type PushTarget, removeGone } from "../../domain/push/deliveries";
import { type VapidKeys, vapidKeysOf } from "../../domain/push/vapid-keys";
import { isTerminal, messageOf, RetryableError, TerminalError } from "../../runtime/core/errors";
import type { Sql } from "../../runtime/database/database";
import type { Channel, DueReminder, PushRequested } from "../channel";
import { type PostOptions, post } from "../post";
import { isRefusal } from "../refusal";
import { parseRetryAfter } from "../retry-after";
import { unlessOutage } from "../unless-outage";
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

type Failure = Extract<Outcome, { why: string }>;

/** Milliseconds for which a test is of use: somebody waits for it. */
const testTtlMs = 60_000;

/**
 * Pushes notifications to the browsers of the owner (RFC 8030), encrypted for each (RFC 8291). While one of them has not taken a
 * message, those that have are noted, so that a retry leaves them out.
 */
export class PushChannel implements Channel {
  readonly name = "push";

  constructor(private readonly options: PushOptions) {}

  async deliver({ id, ownerid, time, data: { title, dueAt, dueOn, taskId } }: DueReminder): Promise<void> {
    const ttlMs = Math.max(0, Date.parse(time) + this.options.usefulForMs - Date.now());
    const failures = await this.push(ownerid, { id, title, dueAt, dueOn: dueOn?.date, taskId }, ttlMs);
    if (failures.length > 0) throw failureOf(failures);
  }

  async testBrowser({ id, ownerid, data: { subscriptionId } }: PushRequested): Promise<void> {
    const failures = await this.push(ownerid, { id, isTest: true }, testTtlMs, subscriptionId);
    if (failures.length > 0) throw new TerminalError(failureOf(failures).message);
  }

  /**
   * Sends to all browsers of an owner that have not taken the message yet, or to one of them.
   * @returns what failed
   */
  private async push(ownerId: string, message: PushMessage, ttlMs: number, only?: string): Promise<Failure[]> {
    const { sql, key } = this.options;
    const keys = vapidKeysOf(await key(), "The key of push");
    const targets = await unlessOutage(
      openTargets(sql(), { ownerId, publicKey: keys.publicKey, eventId: message.id, only }),
    );
    const outcomes = await Promise.all(targets.map((target) => this.send(target, message, keys, ttlMs)));
    const those = (was: Outcome["was"]) =>
      outcomes.filter((outcome) => outcome.was === was).map(({ target }) => target);
    const [gone, taken] = [those("gone"), those("taken")];
    if (gone.length > 0) await unlessOutage(removeGone(sql(), gone));
    const failures = outcomes.filter((outcome) => outcome.was === "failed" || outcome.was === "refused");
    if (failures.length > 0 && taken.length > 0) {
      const ids = taken.map(({ id }) => id);
      await unlessOutage(noteDelivered(sql(), message.id, ids));
    }
    return failures;
  }

  private async send(target: PushTarget, message: PushMessage, keys: VapidKeys, ttlMs: number): Promise<Outcome> {
    const { contact, ca, isAllowed } = this.options;
    const { endpoint } = target;
    try {
      const request = requestOf(target, message, { subject: contact, ...keys }, ttlMs);
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
function failureOf(failures: readonly Failure[]): Error {
  const message = `A browser has not taken it: ${[...new Set(failures.map(({ why }) => why))].join(", ")}`;
  const failed = failures.filter((failure) => failure.was === "failed");
  if (failed.length === 0) return new TerminalError(message);
  return new RetryableError(message, {
    retryAfterMs: Math.max(...failed.map(({ retryAfterMs }) => retryAfterMs ?? 0)),
  });
}
