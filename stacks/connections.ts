import { Password } from "@cdktf/provider-random/lib/password";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import type { Construct } from "constructs";
import type { ServiceSecret } from "../services/contracts/service-connection";
import { hasSideEffects, usesEvents } from "../services/contracts/service-definition";
import { allDefinitions, type ServiceName } from "../services/definitions";
import { transportOf } from "./config/transports";
import { databaseUrl } from "./constructs/connections/database-url";
import { outsidePorts } from "./constructs/connections/outside-ports";
import { secretsOf } from "./constructs/connections/service-outside";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/terraform/freehold-stack";
import { addRandomProvider, addTlsProvider } from "./constructs/terraform/key-providers";
import { requiredVariable } from "./constructs/terraform/required-variable";

/** How the broker is reached: what only the user knows of Redpanda, or what was generated for Redis. */
export type BrokerConnection =
  | {
      kind: "redpanda";
      /** Comma-separated host:port. */
      brokers: string;
      username: string;
      password: string;
    }
  | { kind: "redis"; password: string };

/** What a service and its sidecar show each other. */
export interface DaprTokens {
  /** The service to the sidecar. */
  api: string;
  /** The sidecar to the service. */
  app: string;
}

/**
 * The services outside the cluster and the secrets that are made for it. All of it is only known to Terraform, and is
 * marked as sensitive wherever it goes.
 */
export class ConnectionsStack extends FreeholdStack {
  readonly broker: BrokerConnection;
  /** `url` is pooled, `directUrl` is not: for migrations and for Dapr's tables. */
  readonly database: { url: string; directUrl: string };
  /** What bearer tokens are signed with, unless the configuration names a JWKS URL. */
  readonly jwtSecret?: string;
  /** The secrets of each service with side effects outside, by the key of its Secret. */
  readonly serviceSecrets: ReadonlyMap<ServiceName, Readonly<Record<string, string>>>;
  /** The public halves of the key pairs of services, as PEM, by the name of the pair. */
  readonly publicKeys: ReadonlyMap<string, string>;
  /** Key of Neon's API, where the use of its plan is watched. */
  readonly neonApiKey?: string;
  /** Headers to the collector of traces, where it wants any. */
  readonly traceHeaders?: string;
  /** Secret of Freehold at the OpenID provider, where it has one. */
  readonly oidcClientSecret?: string;
  readonly grafanaPassword: string;
  /** For each service with a sidecar; none with a transport that has no sidecars. */
  readonly daprTokens: ReadonlyMap<ServiceName, DaprTokens>;

  constructor(scope: Construct, props: FreeholdStackProps) {
    super(scope, "connections", props);
    addRandomProvider(this);
    const { broker, auth } = this.config.connections;
    this.broker =
      broker === "redpanda" ? this.askForRedpanda() : { kind: "redis", password: this.generate("redis-password") };
    this.database = this.askForDatabase();
    const keyPairs = this.makeKeyPairs();
    this.publicKeys = new Map([...keyPairs].map(([name, { publicKeyPem }]) => [name, publicKeyPem]));
    this.serviceSecrets = this.gatherServiceSecrets(keyPairs);
    if (this.config.connections.database.neonProject) this.neonApiKey = this.askForNeonApiKey();
    if (this.config.connections.traces?.headers) this.traceHeaders = this.askForTraceHeaders();
    if (this.config.connections.oidc?.clientSecret) this.oidcClientSecret = this.askForOidcClientSecret();
    if (!auth.jwksUrl) this.jwtSecret = this.generate("jwt-secret");
    this.grafanaPassword = this.generate("grafana-password");
    this.daprTokens = new Map(
      allDefinitions
        .filter((definition) => transportOf(this.config).sidecars && usesEvents(definition))
        .map(({ name }) => [
          name,
          { api: this.generate(`${name}-api-token`), app: this.generate(`${name}-app-token`) },
        ]),
    );
    this.publishConnections();
  }

  private askForRedpanda(): BrokerConnection {
    const address = `[A-Za-z0-9.-]+:${outsidePorts.redpanda}`;
    return {
      kind: "redpanda",
      brokers: requiredVariable(this, "redpanda_brokers", {
        description:
          "Bootstrap servers of the Redpanda cluster, comma-separated host:port, from its page Overview > Kafka API.",
        pattern: `${address}(,${address})*`,
        format: `must be host:${outsidePorts.redpanda}, more of them separated by commas, without spaces or a scheme`,
        sensitive: true,
      }),
      username: requiredVariable(this, "redpanda_username", {
        description: "Name of the Redpanda user of the platform, from Security > Users.",
        pattern: "[^\\s]+",
        format: "must not be empty or hold spaces",
        sensitive: true,
      }),
      password: requiredVariable(this, "redpanda_password", {
        description: "Password of that user.",
        pattern: "[^\\s]{8,}",
        format: "must be at least 8 characters without spaces",
        sensitive: true,
      }),
    };
  }

  private askForDatabase() {
    return {
      url: databaseUrl(this, "database_url", {
        description: "Pooled URL of the Neon database, from Connect with connection pooling on.",
      }),
      directUrl: databaseUrl(this, "database_direct_url", {
        description: "URL of the same database past the pooler, from Connect with connection pooling off.",
        direct: true,
      }),
    };
  }

  private askForNeonApiKey(): string {
    return requiredVariable(this, "neon_api_key", {
      description: "Key of Neon's API for the one project, from the organisation's page Settings > API keys.",
      pattern: "[^\\s]{8,}",
      format: "must be at least 8 characters without spaces",
      sensitive: true,
    });
  }

  private askForTraceHeaders(): string {
    return requiredVariable(this, "otlp_headers", {
      description: "Headers to the collector of traces, comma-separated name=value, percent-encoded.",
      pattern: "[^\\s=,]+=[^\\s,]+(,[^\\s=,]+=[^\\s,]+)*",
      format: "must be name=value, more of them separated by commas, a space within a value written as %20",
      sensitive: true,
    });
  }

  private askForOidcClientSecret(): string {
    return requiredVariable(this, "oidc_client_secret", {
      description: "Secret of Freehold at the OpenID provider, from the provider's page of the client.",
      pattern: "[^\\s]+",
      format: "must not be empty or hold spaces",
      sensitive: true,
    });
  }

  /** The key pairs that services are configured to need. */
  private makeKeyPairs(): ReadonlyMap<string, PrivateKey> {
    const names = allDefinitions
      .flatMap((definition) => secretsOf(definition, this.config))
      .flatMap((secret) => ("keyPair" in secret ? [secret.keyPair] : []));
    if (names.length > 0) addTlsProvider(this);
    return new Map(names.map((name) => [name, new PrivateKey(this, name, { algorithm: "ECDSA", ecdsaCurve: "P256" })]));
  }

  private gatherServiceSecrets(keyPairs: ReadonlyMap<string, PrivateKey>): ConnectionsStack["serviceSecrets"] {
    const secretValue = (secret: ServiceSecret): string => {
      if ("keyPair" in secret) return keyPairs.get(secret.keyPair)?.privateKeyPem ?? "";
      const { name, ...input } = secret.input;
      return requiredVariable(this, name, { ...input, sensitive: true });
    };
    return new Map(
      allDefinitions.filter(hasSideEffects).map((definition) => {
        const secrets = secretsOf(definition, this.config).map((secret): [string, string] => [
          secret.key,
          secretValue(secret),
        ]);
        return [definition.name, Object.fromEntries(secrets)];
      }),
    );
  }

  /** 48 letters and digits: 285 bits, and nothing that a URL or a shell would read otherwise. */
  private generate(id: string): string {
    return new Password(this, id, { length: 48, special: false }).result;
  }

  private publishConnections(): void {
    const publish = (name: string, value: unknown, description: string) =>
      this.publish(name, value, { description, sensitive: true });
    publish("database", this.database, "URLs of the database: pooled, and past the pooler.");
    publish("broker", this.broker, "How the broker is reached: its kind, addresses, user and password.");
    if (this.jwtSecret) publish("jwt_secret", this.jwtSecret, "Secret that bearer tokens are signed with (HS256).");
    publish("grafana_password", this.grafanaPassword, "Password of Grafana's user admin.");
  }
}
