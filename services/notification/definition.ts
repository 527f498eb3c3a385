import * as z from "zod";
import { defineConnection, type ServiceSecret } from "../contracts/service-connection";
import { defineService } from "../contracts/service-definition";
import { Setting, variablesOf } from "../contracts/setting";
import { hasNoCredentials, hostName, list, noCredentials, port, word } from "../contracts/setting-types";
import { wholeNumber } from "../contracts/whole-number";

/** The ways by which a notification leaves the platform. */
const channelNames = ["webhook", "email"] as const;
export type ChannelName = (typeof channelNames)[number];

/** Ports of mail servers that take mail from applications, encrypted: TLS at once, or STARTTLS (RFC 8314). */
export const smtpPorts = { tls: 465, startTls: 587 } as const;
const https = 443;

/**
 * Hours after its first failure for which a delivery is retried: a reminder that is a day old is of no use. The most leaves
 * a day in which a dead letter can be replayed, before the other channel's claim of the event is forgotten (`replayHours`).
 */
const giveUpHours = { least: 1, default: 24, most: 72 } as const;

/** What the service is told beside what the runtime tells every service. */
const settings = {
  channels: new Setting("NOTIFICATION_CHANNELS", list.pipe(z.array(z.enum(channelNames))).default([]), {
    description: "Comma-separated: `webhook`, `email`.",
  }),
  webhookUrl: new Setting("NOTIFICATION_WEBHOOK_URL", word.refine(hasNoCredentials, noCredentials).optional(), {
    description: "https URL; http on this machine.",
    secret: "path",
  }),
  smtpHost: new Setting("NOTIFICATION_SMTP_HOST", hostName.optional(), { description: "Mail server." }),
  smtpPort: new Setting("NOTIFICATION_SMTP_PORT", port.default(smtpPorts.startTls), {
    description: "465 (TLS) or 587 (STARTTLS); any, unencrypted, on this machine.",
  }),
  smtpUsername: new Setting("NOTIFICATION_SMTP_USERNAME", word.optional(), {
    description: "Without one: no sign-in.",
  }),
  smtpPassword: new Setting("NOTIFICATION_SMTP_PASSWORD", word.optional(), {
    description: "Its password.",
    secret: "value",
  }),
  from: new Setting("NOTIFICATION_EMAIL_FROM", z.email().optional(), { description: "Sender." }),
  to: new Setting("NOTIFICATION_EMAIL_TO", z.email().optional(), { description: "Recipient." }),
  giveUpHours: new Setting(
    "NOTIFICATION_GIVE_UP_HOURS",
    z.coerce.number().min(0).max(giveUpHours.most).default(giveUpHours.default),
    { description: "How long after its first failure a delivery is retried.", unit: "hours" },
  ),
};

/** The environment variables of the service. */
export const environment = variablesOf(settings);

const secret = <const Key extends string>(
  key: Key,
  variable: string,
  lists: ChannelName,
  input: ServiceSecret["input"],
) => ({
  key,
  variable,
  readWhen: { variable: environment.channels, lists },
  input,
});

const secrets = [
  secret("webhook-url", environment.webhookUrl, "webhook", {
    name: "notification_webhook_url",
    description: "https address that notifications are posted to.",
    pattern: "https://[^\\s]+",
    format: "must be an https address",
  }),
  secret("smtp-username", environment.smtpUsername, "email", {
    name: "smtp_username",
    description: "Name of the user that signs in to the mail server of notifications.",
    pattern: "[^\\s]+",
    format: "must not be empty or hold spaces",
  }),
  secret("smtp-password", environment.smtpPassword, "email", {
    name: "smtp_password",
    description: "Password of that user.",
    pattern: ".+",
    format: "must not be empty",
  }),
];
export type SecretKey = (typeof secrets)[number]["key"];

/** How notifications leave the platform, beside the page. */
const connection = defineConnection({
  key: "notifications",
  schema: z
    .strictObject({
      webhook: z
        .boolean("must be true or false")
        .default(false)
        .describe("Posts notifications to TF_VAR_notification_webhook_url."),
      email: z
        .strictObject({
          host: z
            .string()
            .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, "must be a host name, such as smtp.example.org")
            .describe("Mail server."),
          port: z
            .literal([smtpPorts.startTls, smtpPorts.tls], "must be 587 or 465, which are encrypted")
            .default(smtpPorts.startTls)
            .describe("587 with STARTTLS, or 465 with TLS."),
          from: z.email("must be an e-mail address").describe("Sender; the mail server must allow it."),
          to: z.email("must be an e-mail address").describe("Recipient."),
        })
        .optional()
        .describe("Sends notifications by mail; needs TF_VAR_smtp_username and TF_VAR_smtp_password."),
      giveUpHours: wholeNumber("hours", giveUpHours.least, giveUpHours.most)
        .default(giveUpHours.default)
        .describe("How long after its first failure a delivery is retried."),
    })
    .prefault({})
    .describe("How notifications leave the platform, beside the page."),
  ports: { "mail servers": Object.values(smtpPorts) },
  secrets,
  outside: ({ webhook, email, giveUpHours }) => {
    const channels = channelNames.filter((name) => ({ webhook, email })[name]);
    return {
      env: {
        ...(channels.length > 0 && {
          [environment.channels]: channels.join(","),
          [environment.giveUpHours]: String(giveUpHours),
        }),
        ...(email && {
          [environment.smtpHost]: email.host,
          [environment.smtpPort]: String(email.port),
          [environment.from]: email.from,
          [environment.to]: email.to,
        }),
      },
      egress: [
        ...(webhook ? [{ name: "webhook", port: https }] : []),
        ...(email ? [{ name: "mail", port: email.port }] : []),
      ],
      sideEffects: { perEvent: channels.length, retryHours: giveUpHours },
    };
  },
});

export const definition = defineService({
  name: "notification",
  subscribes: [{ topic: "reminders", delivery: "shared" }],
  publishes: ["task-updates"],
  poolMax: 3,
  settings,
  connection,
  expires: [
    { table: "notifications", expired: "r.created_at < now() - $2 * interval '1 day'", days: "notificationDays" },
  ],
});
