import { definition } from "../../../../services/notification/definition";
import { messageOf } from "../../../../services/runtime/core/errors";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { createLogger } from "../../../../services/runtime/telemetry/logger";

const secrets = {
  DATABASE_URL: "postgres://freehold:db-pass%2F4711@db.example/freehold",
  NOTIFICATION_WEBHOOK_URL: "https://hooks.example/services/T0KEN-4711?key=K3Y-4711",
  NOTIFICATION_SMTP_PASSWORD: 'smtp "pass" 4711',
  KAFKA_PASSWORD: "kafka-pass-4711",
  NOTIFICATION_PUSH_KEY: "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG4711\n-----END PRIVATE KEY-----\n",
  JWT_SECRET: "jwt-secret-4711-jwt-secret-4711-jwt-secret",
};
const shown = [
  "db-pass%2F4711",
  "db-pass/4711",
  "/services/T0KEN-4711",
  'smtp "pass" 4711',
  "kafka-pass-4711",
  secrets.NOTIFICATION_PUSH_KEY,
  secrets.JWT_SECRET,
];

beforeAll(() => {
  readSettings(secrets, { own: definition.settings });
});

test.each(shown)("%s is in no message and in no log line", (secret) => {
  const error = new Error(`failed with ${secret} in it`, { cause: new Error(`because of ${secret}`) });
  expect(messageOf(error)).toBe("failed with [hidden] in it");
  const lines: string[] = [];
  createLogger({ name: "t", level: "info", destination: { write: (line) => void lines.push(line) } }).warn(
    { err: error, any: { depth: secret } },
    `said ${secret}`,
  );
  expect(lines.join("")).toContain("[hidden]");
  expect(lines.join("")).not.toContain(secret);
  expect(() => JSON.parse(lines[0] ?? "")).not.toThrow();
});

test("user and password of any URL are hidden, known or not; addresses and ordinary words stay", () => {
  expect(messageOf(new Error("https://user:secret@host/hook, smtp://u@h failed for ann@example.org"))).toBe(
    "https://[hidden]@host/hook, smtp://[hidden]@h failed for ann@example.org",
  );
  readSettings({ NOTIFICATION_SMTP_PASSWORD: "message" }, { own: definition.settings });
  expect(messageOf(new Error("the message stays"))).toBe("the message stays");
});
