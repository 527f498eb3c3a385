import { service as auditConsumer } from "./audit-consumer/service";
import { service as backend } from "./backend/service";
import { service as frontend } from "./frontend/service";
import { service as notification } from "./notification/service";
import { service as recurringTaskConsumer } from "./recurring-task-consumer/service";
import { service as reminderConsumer } from "./reminder-consumer/service";
import { service as reminderScheduler } from "./reminder-scheduler/service";
import type { Service } from "./runtime/service";
import { service as websocket } from "./websocket/service";

/** Every service of the platform, for a process that runs them all. */
export const allServices: readonly Service[] = [
  backend,
  recurringTaskConsumer,
  reminderConsumer,
  auditConsumer,
  reminderScheduler,
  notification,
  websocket,
  frontend,
];
