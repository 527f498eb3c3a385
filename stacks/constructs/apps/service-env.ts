import type { SecretKeyRef } from "../../../dapr-components/resources";
import { oidcVariables } from "../../../services/contracts/oidc";
import { servicePort, usesDatabase, usesEvents } from "../../../services/contracts/service-definition";
import { timeBudgets } from "../../../services/contracts/time-budgets";
import type { RegisteredDefinition } from "../../../services/definitions";
import { environment } from "../../../services/runtime/definition";
import type { Config } from "../../config";
import { transportOf } from "../../config/transports";
import { outsideOf, secretsOf } from "../connections/service-outside";
import type { ContainerEnv } from "../kubernetes/container-env";
import { prometheusUrl } from "../platform/prometheus";
import { certificateSource } from "../platform/traefik-config";
import { quotaEnv } from "./quota-env";

/** Where the secret that signs tokens is kept, unless an issuer's keys are named. */
export const jwtSecretKey = { name: "jwt", key: "secret" } as const;

/** Where the headers to the collector of traces are kept, where it wants any. */
export const traceHeadersKey = { name: "traces", key: "headers" } as const;

/** Where the secret of Freehold at the OpenID provider is kept, where it has one. */
export const oidcSecretKey = { name: "oidc", key: "client-secret" } as const;

/** What a service's container is told; its sidecar adds more (stacks/constructs/kubernetes/dapr-sidecar.ts). */
export const serviceEnv = (
  definition: RegisteredDefinition,
  config: Config,
  databaseUrl: SecretKeyRef,
  publicKeys: ReadonlyMap<string, string>,
): ContainerEnv => ({
  [environment.host]: "0.0.0.0",
  [environment.port]: String(servicePort),
  ...(definition.routes.length > 0 && { [environment.stopDelay]: String(timeBudgets.routeDrainSeconds) }),
  ...(usesDatabase(definition) && { [environment.databaseUrl]: databaseUrl }),
  ...(usesEvents(definition) && transportOf(config).env(config.connections.saslMechanism)),
  ...ownEnv(definition, config),
  ...outsideEnv(definition, config),
  ...publicKeyEnv(definition, publicKeys),
  ...traceEnv(config),
  ...(definition.authenticates && userEnv(config)),
  ...(definition.signsIn && oidcEnv(config)),
  ...(definition.readsMetrics && { [environment.prometheusUrl]: prometheusUrl }),
});

/** The settings of its own. */
const ownEnv = ({ name }: RegisteredDefinition, { apps }: Config): ContainerEnv =>
  Object.fromEntries(
    Object.entries(apps.services[name].environment)
      .filter(([, value]) => value !== undefined)
      .map(([variable, value]) => [variable, String(value)]),
  );

/** How it reaches what is outside the cluster, and where it finds its secrets and its claims. */
function outsideEnv(definition: RegisteredDefinition, config: Config): ContainerEnv {
  if (!definition.connection) return {};
  const { env, secrets } = transportOf(config).sideEffects;
  return {
    ...env,
    ...outsideOf(definition, config).env,
    ...(secrets === "environment" && secretEnv(definition, config)),
  };
}

/** Its secrets as variables, from the Secret of its name. */
const secretEnv = (definition: RegisteredDefinition, config: Config): ContainerEnv =>
  Object.fromEntries(
    secretsOf(definition, config).map(({ key, variable }) => [variable, { name: definition.name, key }]),
  );

/** The public half of a key pair, unless the configuration needs none. */
function publicKeyEnv({ readsPublicKey }: RegisteredDefinition, publicKeys: ReadonlyMap<string, string>): ContainerEnv {
  const publicKey = readsPublicKey && publicKeys.get(readsPublicKey.keyPair);
  return publicKey ? { [readsPublicKey.variable]: publicKey } : {};
}

/** Where its spans go. */
function traceEnv({ connections: { traces } }: Config): ContainerEnv {
  if (!traces) return {};
  const { endpoint, headers } = environment.traces;
  return { [endpoint]: traces.endpoint, ...(traces.headers && { [headers]: traceHeadersKey }) };
}

/** The OpenID provider that people may sign in with. */
function oidcEnv({ connections: { oidc } }: Config): ContainerEnv {
  if (!oidc) return {};
  const { issuer, clientId, clientSecret, name, addresses, domains } = oidc;
  return {
    ...{ [oidcVariables.issuer]: issuer, [oidcVariables.clientId]: clientId },
    ...(clientSecret && { [oidcVariables.clientSecret]: oidcSecretKey }),
    ...(name && { [oidcVariables.name]: name }),
    ...(addresses.length > 0 && { [oidcVariables.addresses]: addresses.join(",") }),
    ...(domains.length > 0 && { [oidcVariables.domains]: domains.join(",") }),
  };
}

/** What it needs to act for users: their quotas, where they find the page, and how their tokens are checked. */
function userEnv(config: Config): ContainerEnv {
  const { jwksUrl, issuer, audience } = config.connections.auth;
  const { domain } = config.cluster;
  return {
    ...quotaEnv(config),
    // Browsers make passkeys for HTTPS alone.
    ...(domain && certificateSource(config) !== "none" && { [environment.publicUrl]: `https://${domain}` }),
    ...(jwksUrl ? { [environment.auth.jwksUrl]: jwksUrl } : { [environment.auth.secret]: jwtSecretKey }),
    ...(issuer && { [environment.auth.issuer]: issuer }),
    ...(audience && { [environment.auth.audience]: audience }),
  };
}
