import { claimDays } from "./topics";

/** How long what grows is kept, in days. The clean-up deletes what is older, and the projected size counts on it. */
export interface Retention {
  /** History of tasks. At least as long as a claim, since it tells that a deleted task is long gone. */
  auditDays: number;
  /** Notifications, and reminders of tasks that are not open any more. */
  notificationDays: number;
  /** Dead letters, replayed or not. Longer than they may be replayed, so that somebody can still read why. */
  deadLetterDays: number;
}

/** Defaults; the variables RETENTION_… override them. */
export const defaultRetention: Retention = { auditDays: 180, notificationDays: 90, deadLetterDays: 30 };

/** The shortest retention of each kind, in days: what is younger may still be needed to tell a duplicate. */
export const leastRetentionDays = claimDays;

/** What of a table has a limited life. A service declares it of its own tables; the clean-up deletes it in small batches. */
export type Expiry = {
  /** The table, by which the clean-up tells how many rows went. */
  table: string;
} & (
  | {
      /** Which rows `r` have expired, in SQL; `$2` is the days for which they are kept. */
      expired: string;
      days?: keyof Retention | number;
    }
  | {
      /** Where rows of several tables go together: a statement that deletes up to `$1` of them. */
      statement: string;
    }
);

/** Days for which a deleted task can be restored. */
export const restorableDays = 30;

/** Hours that the answer to an Idempotency-Key is kept; clients repeat a request within minutes. */
export const idempotencyKeyHours = 24;
