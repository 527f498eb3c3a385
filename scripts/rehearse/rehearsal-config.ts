import type { Config } from "../../stacks/config";
import { hostNames } from "./machine/addresses";

/** The user's configuration with the domain of the rehearsal, whose certificate pebble gives out. */
export const rehearsalConfig = (config: Config, broker = config.connections.broker): Config => ({
  ...config,
  cluster: { ...config.cluster, domain: hostNames.domain },
  connections: { ...config.connections, broker },
  platform: { ...config.platform, certificate: "staging" },
});
