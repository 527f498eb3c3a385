import { databaseMb } from "../../services/contracts/quotas";
import { defaultRetention, idempotencyKeyHours, restorableDays } from "../../services/contracts/retention";
import type { ServiceDefinition } from "../../services/contracts/service-definition";
import { claimDays, topics } from "../../services/contracts/topics";
import type { Config } from "../config";
import { configuredQuotas } from "../config/quotas";
import { transportOf } from "../config/transports";
import { outsideOf } from "../constructs/connections/service-outside";

/**
 * What the free database holds, in bytes. Source: Neon's Free plan, 0.5 GB a project
 * (https://neon.com/docs/introduction/plans).
 */
export const databaseBytes = databaseMb * 1_000_000;

/**
 * Bytes of a row with its share of the indexes, for a task with a description of 500 characters; measured, and rounded
 * up, by __tests__/guards/database-size.test.ts.
 */
export const rowBytes = {
  /** Most of it is tasks_by_terms: 1,100 bytes with one owner, 1,500 with a hundred, as 20,000 tasks share their terms. */
  tasks: 2_900,
  sequences: 250,
  progress: 320,
  inbox: 220,
  audit_entries: 2_700,
  /** The row as JSON, which is larger. */
  deleted_tasks: 1_700,
  reminders: 330,
  snoozes: 330,
  notifications: 420,
  idempotency_keys: 1_600,
  dead_letters: 2_500,
  /** Side effects that wait for their next try, each with its event. */
  parked: 2_000,
  /** Of Dapr's state store; measured beside a real sidecar, by __tests__/services/runtime/consumer/dapr-state.real.test.ts. */
  state: 450,
} as const;
export type Table = keyof typeof rowBytes;

/** Room for rows that are deleted and not vacuumed yet, and for half-filled pages. */
const slack = 1.3;
/** Share of the events that end as dead letters; more than that is a defect to fix, not a state to plan for. */
const deadShare = 0.01;

/** How large each table becomes, in bytes: rows a day × days that they are kept × bytes of a row. */
export function projectedSize(
  config: Config,
  definitions: readonly ServiceDefinition[],
): { table: Table; bytes: number }[] {
  const { tasks, changesPerDay } = config.connections.database;
  const outside = definitions.map((definition) => outsideOf(definition, config).sideEffects);
  const sideEffects = outside.reduce((sum, { perEvent }) => sum + perEvent, 0);
  const waitingHours = outside.reduce((sum, { perEvent, retryHours }) => sum + perEvent * retryHours, 0);
  const { auditDays, notificationDays, deadLetterDays } = defaultRetention;
  const shared = definitions
    .flatMap(({ subscribes }) => subscribes)
    .filter(({ delivery }) => delivery === "shared").length;
  // Progress is forgotten when the history of its deleted task is; at worst every change was of another task.
  const subjects = tasks + changesPerDay * auditDays;
  // A claim of each side effect, in the table where the transport keeps them.
  const { claims } = transportOf(config).sideEffects;
  const claimsIn = (table: typeof claims) => (table === claims ? changesPerDay * sideEffects * claimDays : 0);
  const rows: Record<Table, number> = {
    tasks,
    sequences: subjects * topics.length,
    progress: subjects * shared,
    inbox: changesPerDay * shared * claimDays + claimsIn("inbox"),
    audit_entries: changesPerDay * auditDays,
    // Each was created by a change, and completed or edited by another.
    deleted_tasks: (changesPerDay / 3) * restorableDays,
    reminders: tasks + changesPerDay * notificationDays,
    // One change in ten is a snooze.
    snoozes: (changesPerDay / 10) * notificationDays,
    notifications: changesPerDay * notificationDays,
    idempotency_keys: (changesPerDay * idempotencyKeyHours) / 24,
    dead_letters: changesPerDay * shared * deadShare * deadLetterDays,
    // A receiver that is away: what is due until it is given up waits. Other events are parked for minutes.
    parked: (changesPerDay * waitingHours) / 24,
    state: claimsIn("state"),
  };
  return Object.entries(rowBytes).map(([name, bytes]) => {
    const table = name as Table;
    return { table, bytes: Math.ceil(rows[table] * bytes * slack) };
  });
}

/** Refuses expectations that the database has no room for, and quotas that pass the expectations. */
export function databaseSizeProblems(config: Config, definitions: readonly ServiceDefinition[]): string[] {
  return [...planProblems(config, definitions), ...quotaProblems(config)];
}

function quotaProblems(config: Config): string[] {
  const { tasks, changesPerDay } = config.connections.database;
  const quotas = configuredQuotas(config);
  return [
    ...(quotas.tasks > tasks
      ? [
          `apps.quotas.tasks: one owner may have ${quotas.tasks} tasks, and the database is planned for ${tasks} of all owners. Lower ` +
            "it, or raise connections.database.tasks.",
        ]
      : []),
    ...(quotas.changesPerDay < changesPerDay
      ? [
          `apps.quotas.changesPerDay: ${quotas.changesPerDay} is less than the ${changesPerDay} of an average day by ` +
            "connections.database.changesPerDay. Raise it, or lower the other.",
        ]
      : []),
  ];
}

function planProblems(config: Config, definitions: readonly ServiceDefinition[]): string[] {
  const sizes = projectedSize(config, definitions);
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
