/**
 * The services of the platform, a line each. All that must know of them (configuration, stacks, sidecars, dashboards,
 * alerts, image, `npm start`) follows from it. Only what they declare is loaded here, and none of their code.
 */
export { needs as auditConsumer } from "./audit-consumer/needs";
export { needs as backend } from "./backend/needs";
export { needs as frontend } from "./frontend/needs";
export { needs as notification } from "./notification/needs";
export { needs as recurringTaskConsumer } from "./recurring-task-consumer/needs";
export { needs as reminderConsumer } from "./reminder-consumer/needs";
export { needs as reminderScheduler } from "./reminder-scheduler/needs";
export { needs as websocket } from "./websocket/needs";
