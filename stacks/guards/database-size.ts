import type { ServiceNeeds } from "../../services/contracts/needs";
import { defaultRetention, idempotencyKeyHours } from "../../services/contracts/retention";
import { claimDays, topics } from "../../services/contracts/topics";
import type { Config } from "../config";
import { channelsOf } from "../constructs/notification";

/**
 * What the free database holds, in bytes. Source: Neon's Free plan, 0.5 GB a project
 * (https://neon.com/docs/introduction/plans).
 */
export const databaseBytes = 500_000_000;

/**
 * Bytes of a row with its share of the indexes, for a task with a description of 500 characters; measured, and rounded
 * up, by __tests__/guards/database-size.test.ts.
 */
export const rowBytes = {
  tasks: 1_100,
  sequences: 250,
  progress: 320,
  inbox: 220,
  audit_entries: 2_700,
  reminders: 330,
  notifications: 420,
  idempotency_keys: 1_500,
  dead_letters: 2_500,
  /** Of Dapr's state store; measured beside a real sidecar, by __tests__/services/runtime/dapr-state.real.test.ts. */
  state: 450,
} as const;
export type Table = keyof typeof rowBytes;

/** Room for rows that are deleted and not vacuumed yet, and for half-filled pages. */
const slack = 1.3;
/** Share of the events that end as dead letters; more than that is a defect to be mended, not a state to plan for. */
const deadShare = 0.01;

/** How large each table becomes, in bytes: rows a day × days that they are kept × bytes of a row. */
export function projectedSize(config: Config, needs: readonly ServiceNeeds[]): { table: Table; bytes: number }[] {
  const { tasks, changesPerDay } = config.connections.database;
  const { auditDays, notificationDays, deadLetterDays } = defaultRetention;
  const shared = needs.flatMap(({ subscribes }) => subscribes).filter(({ delivery }) => delivery === "shared").length;
  // Progress is forgotten when the history of its deleted task is; at worst every change was of another task.
  const subjects = tasks + changesPerDay * auditDays;
  const rows: Record<Table, number> = {
    tasks,
    sequences: subjects * topics.length,
    progress: subjects * shared,
    inbox: changesPerDay * shared * claimDays,
    audit_entries: changesPerDay * auditDays,
    reminders: tasks + changesPerDay * notificationDays,
    notifications: changesPerDay * notificationDays,
    idempotency_keys: (changesPerDay * idempotencyKeyHours) / 24,
    dead_letters: changesPerDay * shared * deadShare * deadLetterDays,
    state: changesPerDay * channelsOf(config).length * claimDays,
  };
  return Object.entries(rowBytes).map(([name, bytes]) => {
    const table = name as Table;
    return { table, bytes: Math.ceil(rows[table] * bytes * slack) };
  });
}

/** Refuses expectations that the database has no room for. */
export function databaseSizeProblems(config: Config, needs: readonly ServiceNeeds[]): string[] {
  const sizes = projectedSize(config, needs);
  const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0);
  if (bytes <= databaseBytes) return [];
  const largest = [...sizes].sort((one, other) => other.bytes - one.bytes).slice(0, 3);
  const megabytes = (count: number) => `${Math.round(count / 1_000_000)} MB`;
  return [
    `Too much data: ${config.connections.database.tasks} tasks and ${config.connections.database.changesPerDay} changes a day ` +
      `come to ${megabytes(bytes)}, and the database holds ${megabytes(databaseBytes)}; the largest are ` +
      `${largest.map((size) => `${size.table} (${megabytes(size.bytes)})`).join(", ")}. Lower connections.database.tasks or ` +
      "changesPerDay, or the days in services/contracts/retention.ts.",
  ];
}
