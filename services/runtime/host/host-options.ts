import type { Logger } from "pino";
import type { Authenticate } from "../http/auth";
import type { Settings } from "../settings/settings";
import type { Service } from "./service";

export interface HostOptions {
  services: readonly Service[];
  settings: Settings;
  logger: Logger;
  /** How requests are authenticated. Default: by session, personal token, or bearer token signed with the keys of the settings. */
  authenticate?: (withToken: Authenticate) => Authenticate;
  /** Interrupts a start, which may wait long for the broker. Default: nothing does. */
  signal?: AbortSignal;
}
