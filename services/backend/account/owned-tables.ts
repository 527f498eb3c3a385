import type { Retention } from "../../contracts/retention";
import { topicSettings, topics } from "../../contracts/topics";

/**
 * Tables beside `tasks` whose rows go with an account, in this order. Each has an index that begins with the owner. What signs in goes
 * last: after an interruption, the same session can go on.
 */
export const deletedTables = {
  notifications: "notifications",
  notificationPreferences: "notification_preferences",
  notificationAddresses: "notification_addresses",
  calendarFeeds: "calendar_feeds",
  pushSubscriptions: "push_subscriptions",
  lists: "lists",
  deletedTasks: "deleted_tasks",
  idempotencyKeys: "idempotency_keys",
  personalTokens: "personal_tokens",
  signInChallenges: "sign_in_challenges",
  invites: "invites",
  passkeys: "passkeys",
  sessions: "sessions",
  people: "people",
} as const;

/** What stays of an account for a while. */
export interface Remainder {
  what: string;
  /** Tables that it is in. */
  tables: readonly string[];
  why: string;
  days: number;
}

const eventDays = Math.max(...topics.map((topic) => topicSettings(topic).retentionHours)) / 24;

/** What stays, and for how long. The clean-up deletes it when its time is over. */
export const remaindersOf = ({ auditDays, notificationDays, deadLetterDays }: Retention): readonly Remainder[] => [
  {
    what: "history of tasks and lists",
    tables: ["audit_entries"],
    why: "It is append-only: it proves who changed and deleted what.",
    days: auditDays,
  },
  {
    what: "cancelled reminders",
    tables: ["reminders", "snoozes"],
    why: "Their consumer cancels them as it reads that the tasks are deleted. They have times, and no text.",
    days: notificationDays,
  },
  {
    what: "dead letters",
    tables: ["dead_letters", "parked"],
    why: "Operators look for the cause of a failure in them.",
    days: deadLetterDays,
  },
  {
    what: "events on their way",
    tables: ["outbox", "bus_log"],
    why: "Consumers that were down read them later.",
    days: eventDays,
  },
  {
    what: "use of quotas",
    tables: ["owner_use", "owner_use_pending"],
    why: "An account that begins again must not have the quotas of a day twice.",
    days: 2,
  },
];
