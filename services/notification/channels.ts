import { environment as env } from "../contracts/environment";
import { type NotificationChannel, type NotificationSecretKey, smtpPorts } from "../contracts/notification";
import { isLoopback } from "../runtime/auth";
import { FreeholdError } from "../runtime/errors";
import { readSecret } from "../runtime/secrets";
import type { Settings } from "../runtime/settings";
import type { Channel } from "./channel";
import { EmailChannel, type MailServer } from "./email";
import { needs } from "./needs";
import { parseWebhookUrl, WebhookChannel } from "./webhook";

/** Reads secrets anew, by their keys. */
type ReadSecrets = () => Promise<Partial<Record<NotificationSecretKey, string>>>;

/**
 * The channels that the settings name. What is secret comes from the Dapr secret store where there is one, or else from the
 * environment.
 * @throws FreeholdError SETTINGS_INVALID that names the variable that is missing or wrong
 */
export function channelsOf({ dapr, notification }: Settings): Channel[] {
  const { webhookUrl, smtpUsername, smtpPassword } = notification;
  const fromStore = dapr.secretStore !== undefined;
  const read: ReadSecrets = fromStore
    ? () => readSecret(dapr, needs.name)
    : async () => ({ "webhook-url": webhookUrl, "smtp-username": smtpUsername, "smtp-password": smtpPassword });
  const make: Record<NotificationChannel, () => Channel> = {
    webhook: () => {
      if (!fromStore) parseWebhookUrl(given(webhookUrl, env.notificationWebhookUrl));
      return new WebhookChannel(async () => required(await read(), "webhook-url"));
    },
    email: () =>
      new EmailChannel({
        server: mailServer(notification),
        from: given(notification.from, env.notificationEmailFrom),
        to: given(notification.to, env.notificationEmailTo),
        credentials: async () => {
          const secrets = await read();
          if (!fromStore && smtpUsername === undefined) return undefined;
          return { user: required(secrets, "smtp-username"), pass: required(secrets, "smtp-password") };
        },
      }),
  };
  return notification.channels.map((name) => make[name]());
}

/** A password must not cross a network in clear: elsewhere than on this machine only the ports with TLS are taken. */
function mailServer({ smtpHost, smtpPort }: Settings["notification"]): MailServer {
  const host = given(smtpHost, env.notificationSmtpHost);
  const server = { host, port: smtpPort };
  if (smtpPort === smtpPorts.tls) return { ...server, security: "tls" };
  if (smtpPort === smtpPorts.startTls) return { ...server, security: "starttls" };
  if (isLoopback(host)) return { ...server, security: "none" };
  throw new FreeholdError(
    "SETTINGS_INVALID",
    `Wrong in the environment: ${env.notificationSmtpPort}: must be ${smtpPorts.tls} or ${smtpPorts.startTls}, which are encrypted`,
  );
}

function given(value: string | undefined, variable: string): string {
  if (value !== undefined) return value;
  throw new FreeholdError("SETTINGS_INVALID", `${variable} is missing: ${env.notificationChannels} asks for it.`);
}

function required(secrets: Partial<Record<NotificationSecretKey, string>>, key: NotificationSecretKey): string {
  const value = secrets[key];
  if (value) return value;
  throw new FreeholdError("SETTINGS_INVALID", `The secret ${needs.name} has no key ${key}: add it.`);
}
