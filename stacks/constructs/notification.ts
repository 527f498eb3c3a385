import { secretStoreName } from "../../dapr-components/secret-store";
import { stateStoreName } from "../../dapr-components/state-store";
import { environment } from "../../services/contracts/environment";
import {
  type NotificationChannel,
  type NotificationSecretKey,
  notificationChannels,
  notificationSecretKeys,
} from "../../services/contracts/notification";
import type { Config } from "../config";
import type { ContainerEnv } from "./container-env";

/** The channels by which notifications leave the platform. */
export const channelsOf = ({ connections }: Config): NotificationChannel[] =>
  notificationChannels.filter((channel) => connections.notifications[channel]);

/** The keys of the Secret `notification` that these channels need. */
export const secretKeysOf = (config: Config): NotificationSecretKey[] =>
  channelsOf(config).flatMap((channel) => [...notificationSecretKeys[channel]]);

/** What the service is told of its channels; what is secret of them it reads through Dapr, from the Secret of its name. */
export function notificationEnv(config: Config): ContainerEnv {
  const channels = channelsOf(config);
  const { email } = config.connections.notifications;
  return {
    [environment.daprSecretStore]: secretStoreName,
    [environment.idempotency]: "dapr-state",
    [environment.daprStateStore]: stateStoreName,
    ...(channels.length > 0 && { [environment.notificationChannels]: channels.join(",") }),
    ...(email && {
      [environment.notificationSmtpHost]: email.host,
      [environment.notificationSmtpPort]: String(email.port),
      [environment.notificationEmailFrom]: email.from,
      [environment.notificationEmailTo]: email.to,
    }),
  };
}
