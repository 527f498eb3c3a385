import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { configurationName } from "../dapr-components/configuration";
import type { DaprResource } from "../dapr-components/resources";
import { usesDatabase, usesEvents } from "../services/contracts/service-definition";
import { allDefinitions, type RegisteredDefinition } from "../services/definitions";
import { environment } from "../services/runtime/definition";
import { kafkaEnv } from "./config/kafka-env";
import { transportOf } from "./config/transports";
import type { ConnectionsStack, DaprTokens } from "./connections";
import { AppsNetwork, networkLabels, permissionLabels } from "./constructs/apps/apps-network";
import { middlewares } from "./constructs/apps/middlewares";
import { NeonExporter } from "./constructs/apps/neon-exporter";
import { RedisExporter } from "./constructs/apps/redis-exporter";
import { rolloutOrder } from "./constructs/apps/rollout-order";
import { routes } from "./constructs/apps/routes";
import { jwtSecretKey, oidcSecretKey, serviceEnv, traceHeadersKey } from "./constructs/apps/service-env";
import { addKubernetesProviders, type KubernetesAccess } from "./constructs/cluster/kubernetes-access";
import { readsSecretStore } from "./constructs/connections/service-outside";
import { tokenKey } from "./constructs/kubernetes/dapr-sidecar";
import { image } from "./constructs/kubernetes/image";
import { Job } from "./constructs/kubernetes/job";
import { Manifests } from "./constructs/kubernetes/manifests";
import { Secret } from "./constructs/kubernetes/secret";
import { SecretReader } from "./constructs/kubernetes/secret-reader";
import { Workload, type WorkloadProps } from "./constructs/kubernetes/workload";
import { certificateSource } from "./constructs/platform/traefik-config";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/terraform/freehold-stack";
import { databaseSecret, type PlatformStack } from "./platform";

export interface AppsStackProps extends FreeholdStackProps {
  readonly access: KubernetesAccess;
  readonly connections: ConnectionsStack;
  readonly platform: PlatformStack;
}

/** Whether a service's sidecar loads a resource; a Configuration has no scopes, and all run with it. */
const isReadBy =
  (name: string) =>
  (resource: DaprResource): boolean =>
    !("scopes" in resource) || resource.scopes.some((scope) => scope === name);

/** The services: each a workload that follows from what it declares to need. */
export class AppsStack extends FreeholdStack {
  /** The namespace of the workloads. */
  readonly namespace: string;
  private readonly connections: ConnectionsStack;
  private readonly daprResources: readonly DaprResource[];

  constructor(scope: Construct, props: AppsStackProps) {
    super(scope, "apps", props);
    this.namespace = props.platform.appsNamespace;
    this.connections = props.connections;
    this.daprResources = props.platform.daprResources;
    addKubernetesProviders(this, props.access);
    const { namespace, config } = this;
    new AppsNetwork(this, "network", { namespace, config });
    const { neonApiKey: apiKey, jwtSecret, oidcClientSecret, traceHeaders } = this.connections;
    if (traceHeaders) {
      new Secret(this, { name: traceHeadersKey.name, namespace, data: { [traceHeadersKey.key]: traceHeaders } });
    }
    if (jwtSecret) new Secret(this, { name: jwtSecretKey.name, namespace, data: { [jwtSecretKey.key]: jwtSecret } });
    if (oidcClientSecret) {
      new Secret(this, { name: oidcSecretKey.name, namespace, data: { [oidcSecretKey.key]: oidcClientSecret } });
    }
    for (const [name, data] of this.connections.serviceSecrets) {
      new Secret(this, { name, namespace, data });
      if (transportOf(config).sideEffects.secrets === "store") {
        new SecretReader(this, `${name}-secret-role`, { namespace, account: name });
      }
    }

    const freehold = image(this, this.pins, "freehold", "Image with all services");
    const jobs = this.addJobs(freehold);
    let before: ITerraformDependable[] = [];
    for (const group of rolloutOrder(allDefinitions)) {
      const dependsOn = [...jobs, ...before];
      before = group.map((definition) => this.addWorkload(definition, freehold, dependsOn).deployment);
    }

    const { neonProject: projectId } = config.connections.database;
    if (apiKey && projectId) {
      const resources = config.apps.neonExporter;
      new NeonExporter(this, "neon-exporter", { ...resources, namespace, image: freehold, apiKey, projectId });
    }
    const { broker } = this.connections;
    if (broker.kind === "redis") {
      const { password } = broker;
      new RedisExporter(this, "redis-exporter", { ...config.apps.redisExporter, namespace, image: freehold, password });
    }
    const manifests = [...middlewares(certificateSource(config) !== "none"), ...routes(allDefinitions, config)];
    new Manifests(this, "routes", { name: "freehold-routes", namespace, manifests });
    this.publish("image", freehold, { description: "Image that the services run, by digest." });
  }

  /** What has to be there before the services, and what cleans up after them; answers the former. */
  private addJobs(freehold: string): ITerraformDependable[] {
    const { namespace } = this;
    const common = { ...this.config.apps.jobs, namespace, image: freehold };
    const { url, directUrl } = databaseSecret;
    const database = permissionLabels("database");
    const migrate = new Job(this, {
      ...common,
      name: "migrate",
      env: { [environment.databaseDirectUrl]: directUrl },
      labels: database,
    });
    // A week is as long as a claim lives (claimDays), and one awakening of the database a week costs nothing.
    new Job(this, {
      ...common,
      name: "clean-up",
      env: { [environment.databaseUrl]: url },
      labels: database,
      schedule: "0 4 * * 0",
    });
    // Redis makes a stream when it is first written to; Redpanda Serverless creates no topic.
    if (this.connections.broker.kind === "redis") return [migrate.resource];
    const topics = new Job(this, {
      ...common,
      name: "topics",
      env: kafkaEnv(this.config.connections.saslMechanism),
      labels: permissionLabels("broker"),
    });
    return [migrate.resource, topics.resource];
  }

  private addWorkload(definition: RegisteredDefinition, freehold: string, dependsOn: ITerraformDependable[]): Workload {
    const { name } = definition;
    const tokens = this.connections.daprTokens.get(name);
    return new Workload(this, {
      ...this.config.apps.services[name],
      name,
      namespace: this.namespace,
      image: freehold,
      args: [`services/${name}/main.js`],
      env: serviceEnv(definition, this.config, databaseSecret.url, this.connections.publicKeys),
      labels: networkLabels(definition, this.config),
      kubernetesToken: readsSecretStore(definition, this.config),
      sidecar: tokens && this.sidecar(name, tokens),
      checksum: this.checksum(definition),
      dependsOn,
      setting: `apps.services.${name}`,
    });
  }

  /**
   * Hash of the Secrets that a service and its sidecar read when they start, and of the sidecar's resources. It tells
   * nothing of them: the generated ones alone are too long to be guessed. Through a secret store a service reads its own
   * Secret whenever it needs it.
   */
  private checksum(definition: RegisteredDefinition): string | undefined {
    const { database, broker, jwtSecret, oidcClientSecret, daprTokens, serviceSecrets, traceHeaders } =
      this.connections;
    const { name } = definition;
    const tokens = daprTokens.get(name);
    const own = serviceSecrets.get(name);
    const read = [
      ...(usesDatabase(definition) ? [database] : []),
      ...(tokens ? [tokens] : []),
      ...(usesEvents(definition) ? [broker] : []),
      ...(tokens ? [this.daprResources.filter(isReadBy(name))] : []),
      ...(own && !readsSecretStore(definition, this.config) ? [own] : []),
      ...(definition.authenticates && jwtSecret ? [jwtSecret] : []),
      ...(definition.signsIn && oidcClientSecret ? [oidcClientSecret] : []),
      ...(traceHeaders ? [traceHeaders] : []),
    ];
    return read.length > 0 ? Fn.sha256(Fn.jsonencode(read)) : undefined;
  }

  /** A sidecar, and the Secrets by which it and its service know each other. */
  private sidecar(name: string, { api, app }: DaprTokens): WorkloadProps["sidecar"] {
    const [apiTokenSecret, appTokenSecret] = [`${name}-api-token`, `${name}-app-token`];
    const { namespace } = this;
    new Secret(this, { name: apiTokenSecret, namespace, data: { [tokenKey]: api } });
    new Secret(this, { name: appTokenSecret, namespace, data: { [tokenKey]: app } });
    return { configuration: configurationName, resources: this.config.apps.sidecar, apiTokenSecret, appTokenSecret };
  }
}
