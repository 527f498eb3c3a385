import * as z from "zod";
import { operatorsChannels } from "../contracts/notification-channels";
import { defineConnection } from "../contracts/service-connection";
import { defineService } from "../contracts/service-definition";
import { Setting, variablesOf } from "../contracts/setting";
import { hasNoCredentials, hostName, list, noCredentials, port, word } from "../contracts/setting-types";
import { claimDays } from "../contracts/topics";
import { pushKeyPair } from "../contracts/web-push";
import { wholeNumber } from "../contracts/whole-number";

/** The ways by which a notification leaves the platform. */
const channelNames = [...operatorsChannels, "push"] as const;
export type ChannelName = (typeof channelNames)[number];

/** Ports of mail servers that take mail from applications, encrypted: TLS at once, or STARTTLS (RFC 8314). */
export const smtpPorts = { tls: 465, startTls: 587 } as const;
const https = 443;

/**
 * Hours after its first failure for which a delivery is retried: a reminder that is a day old is of no use. The most leaves
 * a day in which a dead letter can be replayed, before the other channel's claim of the event is forgotten (`replayHours`).
 */
const giveUpHours = { least: 1, default: 24, most: 72 } as const;

/** Push services want an address (RFC 8292, section 2.1). Mail to the default reaches no one: the name is reserved. */
const pushContact = z
  .string()
  .regex(/^(mailto:[^\s@]+@[^\s@]+\.[^\s@]+|https:\/\/\S+)$/, "must be a mailto: or https: address");
const defaultPushContact = "mailto:freehold@example.org";

/** In place of the operator's URL: webhooks go to those of people alone. */
export const noWebhook = "none";

/** What the service is told beside what the runtime tells every service. */
const settings = {
  channels: new Setting("NOTIFICATION_CHANNELS", list.pipe(z.array(z.enum(channelNames))).default([]), {
    description: "Comma-separated: `webhook`, `email`, `push`. `npm start` takes `push,webhook` where it is not set.",
  }),
  webhookUrl: new Setting("NOTIFICATION_WEBHOOK_URL", word.refine(hasNoCredentials, noCredentials).optional(), {
    description: `https URL; http on this machine; \`${noWebhook}\`: people's own alone.`,
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
  pushKey: new Setting("NOTIFICATION_PUSH_KEY", word.optional(), {
    description: "P-256 private key of web push, as PEM. `npm start` makes one.",
    secret: "value",
  }),
  pushContact: new Setting("NOTIFICATION_PUSH_CONTACT", pushContact.default(defaultPushContact), {
    description: "As connections.notifications.pushContact.",
  }),
  giveUpHours: new Setting(
    "NOTIFICATION_GIVE_UP_HOURS",
    z.coerce.number().min(0).max(giveUpHours.most).default(giveUpHours.default),
    { description: "As connections.notifications.giveUpHours.", unit: "hours" },
  ),
};

/** The environment variables of the service. */
export const environment = variablesOf(settings);

const secret = <const Key extends string, Source extends object>(
  key: Key,
  variable: string,
  lists: ChannelName,
  source: Source,
) => ({
  key,
  variable,
  readWhen: { variable: environment.channels, lists },
  ...source,
});

const secrets = [
  secret("push-key", environment.pushKey, "push", { keyPair: pushKeyPair }),
  secret("webhook-url", environment.webhookUrl, "webhook", {
    input: {
      name: "notification_webhook_url",
      description: `https address that notifications are posted to; ${noWebhook}: those of people alone.`,
      pattern: `https://[^\\s]+|${noWebhook}`,
      format: `must be an https address, or ${noWebhook}`,
    },
  }),
  secret("smtp-username", environment.smtpUsername, "email", {
    input: {
      name: "smtp_username",
      description: "Name of the user that signs in to the mail server of notifications.",
      pattern: "[^\\s]+",
      format: "must not be empty or hold spaces",
    },
  }),
  secret("smtp-password", environment.smtpPassword, "email", {
    input: {
      name: "smtp_password",
      description: "Password of that user.",
      pattern: ".+",
      format: "must not be empty",
    },
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
      push: z
        .boolean("must be true or false")
        .default(true)
        .describe("Sends notifications to the browsers that people subscribe."),
      pushContact: pushContact
        .default(defaultPushContact)
        .describe("mailto: or https address at which push services reach you."),
      giveUpHours: wholeNumber("hours", giveUpHours.least, giveUpHours.most)
        .default(giveUpHours.default)
        .describe("How long after its first failure a delivery is retried."),
    })
    .prefault({})
    .describe("How notifications leave the platform, beside the page."),
  ports: { "mail servers": Object.values(smtpPorts) },
  secrets,
  outside: ({ webhook, email, push, pushContact, giveUpHours }) => {
    const channels = channelNames.filter((name) => ({ webhook, email, push })[name]);
    return {
      env: {
        ...(channels.length > 0 && {
          [environment.channels]: channels.join(","),
          [environment.giveUpHours]: String(giveUpHours),
        }),
        ...(push && { [environment.pushContact]: pushContact }),
        ...(email && {
          [environment.smtpHost]: email.host,
          [environment.smtpPort]: String(email.port),
          [environment.from]: email.from,
          [environment.to]: email.to,
        }),
      },
      egress: [
        ...(webhook ? [{ name: "webhook", port: https }] : []),
        ...(push ? [{ name: "push", port: https }] : []),
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
    { table: "push_deliveries", expired: "r.delivered_at < now() - $2 * interval '1 day'", days: claimDays },
  ],
});
