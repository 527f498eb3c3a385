import { needs as auditConsumer } from "./audit-consumer/needs";
import { needs as backend } from "./backend/needs";
import type { ServiceNeeds } from "./contracts/needs";
import { needs as frontend } from "./frontend/needs";
import { needs as notification } from "./notification/needs";
import { needs as recurringTaskConsumer } from "./recurring-task-consumer/needs";
import { needs as reminderConsumer } from "./reminder-consumer/needs";
import { needs as reminderScheduler } from "./reminder-scheduler/needs";
import { needs as websocket } from "./websocket/needs";

/** What every service declares that it needs, in the order in which the ledger and the docs list them. */
export const allNeeds: readonly ServiceNeeds[] = [
  frontend,
  backend,
  recurringTaskConsumer,
  reminderConsumer,
  auditConsumer,
  reminderScheduler,
  notification,
  websocket,
];
