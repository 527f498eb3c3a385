import type { SecretKeyRef } from "../../../dapr-components/resources";
import { secretStoreName } from "../../../dapr-components/secret-store";
import { stateStoreName } from "../../../dapr-components/state-store";
import { servicePort, usesDatabase } from "../../../services/contracts/service-definition";
import { timeBudgets } from "../../../services/contracts/time-budgets";
import type { RegisteredDefinition } from "../../../services/definitions";
import { environment } from "../../../services/runtime/definition";
import type { Config } from "../../config";
import { outsideOf } from "../connections/service-outside";
import type { ContainerEnv } from "../kubernetes/container-env";
import { quotaEnv } from "./quota-env";

/** Where the secret that signs tokens is kept, unless an issuer's keys are named. */
export const jwtSecretKey = { name: "jwt", key: "secret" } as const;

/** What a service's container is told; its sidecar adds more (stacks/constructs/kubernetes/dapr-sidecar.ts). */
export const serviceEnv = (
  definition: RegisteredDefinition,
  config: Config,
  databaseUrl: SecretKeyRef,
): ContainerEnv => ({
  [environment.host]: "0.0.0.0",
  [environment.port]: String(servicePort),
  ...(definition.routes.length > 0 && { [environment.stopDelay]: String(timeBudgets.routeDrainSeconds) }),
  ...(usesDatabase(definition) && { [environment.databaseUrl]: databaseUrl }),
  ...ownEnv(definition, config),
  ...outsideEnv(definition, config),
  ...(definition.authenticates && userEnv(config)),
});

/** The settings of its own. */
const ownEnv = ({ name }: RegisteredDefinition, { apps }: Config): ContainerEnv =>
  Object.fromEntries(
    Object.entries(apps.services[name].environment)
      .filter(([, value]) => value !== undefined)
      .map(([variable, value]) => [variable, String(value)]),
  );

/** How it reaches what is outside the cluster. It reads its secrets through Dapr, from the Secret of its name. */
const outsideEnv = (definition: RegisteredDefinition, config: Config): ContainerEnv =>
  definition.connection
    ? {
        [environment.dapr.secretStore]: secretStoreName,
        [environment.idempotency]: "dapr-state",
        [environment.dapr.stateStore]: stateStoreName,
        ...outsideOf(definition, config).env,
      }
    : {};

/** What it needs to act for users: their quotas, and how their tokens are checked. */
function userEnv(config: Config): ContainerEnv {
  const { jwksUrl, issuer, audience } = config.connections.auth;
  return {
    ...quotaEnv(config),
    ...(jwksUrl ? { [environment.auth.jwksUrl]: jwksUrl } : { [environment.auth.secret]: jwtSecretKey }),
    ...(issuer && { [environment.auth.issuer]: issuer }),
    ...(audience && { [environment.auth.audience]: audience }),
  };
}
