/**
 * What one owner may use, so that no owner fills the shared database. The API refuses more with 429; the counts are
 * kept in the writing transaction (services/runtime/outbox/owner-use.ts). Infinity: no limit.
 */
export interface Quotas {
  /** Tasks that an owner has, done or not. */
  tasks: number;
  /** Tasks created, changed, completed or reopened in a day, UTC. */
  changesPerDay: number;
  /** Megabytes of history that these changes write in a day, UTC: each keeps the task before and after it. */
  historyMbPerDay: number;
  /** WebSockets that are open at once, in each replica. */
  sockets: number;
}

/** Lists that one owner may have. They are small, so no configuration changes it. */
export const mostLists = 200;

/** What the database is planned for: connections.database of freehold.config.ts. */
export interface DatabasePlan {
  tasks: number;
  changesPerDay: number;
}

/** Megabytes of the free database. Source: Neon's Free plan, 0.5 GB a project (https://neon.com/docs/introduction/plans). */
export const databaseMb = 500;

/** The plan without a word in the configuration. */
export const defaultPlan: DatabasePlan = { tasks: 20_000, changesPerDay: 220 };

/** A busy day has this many times the changes of the average one that the plan counts on: an import, a first sync. */
const busyDay = 20;
/** Days in which one owner who writes all day long fills the database: time enough for the alert on its size. */
const daysToFill = 10;

/** The quotas that follow from the plan of the database. */
export const quotasOf = ({ tasks, changesPerDay }: DatabasePlan): Quotas => ({
  tasks,
  changesPerDay: changesPerDay * busyDay,
  historyMbPerDay: databaseMb / daysToFill,
  sockets: 20,
});

/** SQLSTATE with which freehold.count_change refuses; its message is the name of the quota. */
export const quotaExceeded = "FQ001";
