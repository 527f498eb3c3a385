import type { Quotas } from "../../../services/contracts/quotas";
import { environment } from "../../../services/runtime/definition";
import type { Config } from "../../config";
import { configuredQuotas } from "../../config/quotas";
import type { ContainerEnv } from "../kubernetes/container-env";

/** How a service that acts for users is told their quotas. */
export const quotaEnv = (config: Config): ContainerEnv =>
  Object.fromEntries(
    Object.entries(configuredQuotas(config)).map(([name, most]) => [
      environment.quotas[name as keyof Quotas],
      String(most),
    ]),
  );
