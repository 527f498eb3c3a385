import type { ValuesOf } from "../contracts/setting";
import { emailToConfirm, ownAddress } from "../domain/own-addresses";
import { vapidKeysOf } from "../domain/push/vapid-keys";
import { FreeholdError, TerminalError } from "../runtime/core/errors";
import type { Sql } from "../runtime/database/database";
import { readSecret } from "../runtime/host/secrets";
import { isLoopback } from "../runtime/http/auth";
import type { Settings } from "../runtime/settings/settings";
import type { Channel } from "./channel";
import { type ChannelName, definition, environment as env, type SecretKey, smtpPorts } from "./definition";
import { EmailChannel, type MailServer } from "./email";
import { PushChannel } from "./push/push";
import { unlessOutage } from "./unless-outage";
import { parseWebhookUrl, WebhookChannel } from "./webhook";

type OwnSettings = ValuesOf<typeof definition.settings>;

/** Reads the present secrets, by their keys. */
type ReadSecrets = () => Promise<Partial<Record<SecretKey, string>>>;

/**
 * The channels that the settings name. What is secret comes from the Dapr secret store where there is one, or else from the
 * environment.
 * @param sql where the browsers and addresses of people are
 * @throws FreeholdError SETTINGS_INVALID that names the variable that is missing or wrong
 */
export function channelsOf(dapr: Settings["dapr"], own: OwnSettings, sql: () => Sql): Channel[] {
  const { webhookUrl, smtpUsername, smtpPassword, pushKey } = own;
  const fromStore = dapr.secretStore !== undefined;
  const read: ReadSecrets = fromStore
    ? () => readSecret(dapr, definition.name)
    : async () => ({
        "webhook-url": webhookUrl,
        "smtp-username": smtpUsername,
        "smtp-password": smtpPassword,
        "push-key": pushKey,
      });
  const make: Record<ChannelName, () => Channel> = {
    webhook: () => {
      if (!fromStore) parseWebhookUrl(given(webhookUrl, env.webhookUrl));
      return new WebhookChannel(
        async () => required(await read(), "webhook-url"),
        (ownerId) => unlessOutage(ownAddress(sql(), ownerId, "webhook")),
      );
    },
    email: () =>
      new EmailChannel({
        server: mailServer(own),
        from: given(own.from, env.from),
        to: given(own.to, env.to),
        own: {
          addressOf: (ownerId) => unlessOutage(ownAddress(sql(), ownerId, "email")),
          toConfirm: (ownerId) => unlessOutage(emailToConfirm(sql(), ownerId)),
        },
        credentials: async () => {
          const secrets = await read();
          if (!fromStore && smtpUsername === undefined) return undefined;
          return { user: required(secrets, "smtp-username"), pass: required(secrets, "smtp-password") };
        },
      }),
    push: () => {
      if (!fromStore) vapidKeysOf(given(pushKey, env.pushKey), env.pushKey);
      return new PushChannel({
        sql,
        key: async () => required(await read(), "push-key"),
        contact: own.pushContact,
        usefulForMs: own.giveUpHours * 3_600_000,
      });
    },
  };
  return own.channels.map((name) => make[name]());
}

/** A password must not cross a network in clear: elsewhere than on this machine only the ports with TLS are taken. */
function mailServer({ smtpHost, smtpPort }: OwnSettings): MailServer {
  const host = given(smtpHost, env.smtpHost);
  const server = { host, port: smtpPort };
  if (smtpPort === smtpPorts.tls) return { ...server, security: "tls" };
  if (smtpPort === smtpPorts.startTls) return { ...server, security: "starttls" };
  if (isLoopback(host)) return { ...server, security: "none" };
  throw new FreeholdError(
    "SETTINGS_INVALID",
    `Wrong in the environment: ${env.smtpPort}: must be ${smtpPorts.tls} or ${smtpPorts.startTls}, which are encrypted`,
  );
}

function given(value: string | undefined, variable: string): string {
  if (value !== undefined) return value;
  throw new FreeholdError("SETTINGS_INVALID", `${variable} is missing: ${env.channels} asks for it.`);
}

function required(secrets: Partial<Record<SecretKey, string>>, key: SecretKey): string {
  const value = secrets[key];
  if (value) return value;
  throw new TerminalError(`The secret ${definition.name} has no key ${key}: add it.`, { code: "SETTINGS_INVALID" });
}
