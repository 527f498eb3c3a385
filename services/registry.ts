/**
 * The services of the platform, a line each. All that must know of them (configuration, stacks, sidecars, dashboards,
 * alerts, image, `npm start`) follows from it. Only what they declare is loaded here, and none of their code.
 */
export { definition as auditConsumer } from "./audit-consumer/definition";
export { definition as backend } from "./backend/definition";
export { definition as frontend } from "./frontend/definition";
export { definition as notification } from "./notification/definition";
export { definition as recurringTaskConsumer } from "./recurring-task-consumer/definition";
export { definition as reminderConsumer } from "./reminder-consumer/definition";
export { definition as reminderScheduler } from "./reminder-scheduler/definition";
export { definition as websocket } from "./websocket/definition";
