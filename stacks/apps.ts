import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { configurationName } from "../dapr-components/configuration";
import { sharedPubsub } from "../dapr-components/pubsub";
import type { DaprResource } from "../dapr-components/resources";
import { secretStoreUsers } from "../dapr-components/secret-store";
import { environment } from "../services/contracts/environment";
import { servicePort } from "../services/contracts/needs";
import { allNeeds, type RegisteredNeeds } from "../services/needs";
import type { ConnectionsStack, DaprTokens } from "./connections";
import { appsNetwork, networkLabels, permissionLabels } from "./constructs/apps-network";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/freehold-stack";
import { image } from "./constructs/image";
import { Job } from "./constructs/job";
import { addKubernetesProviders, type KubernetesAccess } from "./constructs/kubernetes-access";
import { Manifests } from "./constructs/manifests";
import { middlewares } from "./constructs/middlewares";
import { neonExporter } from "./constructs/neon-exporter";
import { notificationEnv } from "./constructs/notification";
import { redisExporter } from "./constructs/redis-exporter";
import { routes } from "./constructs/routes";
import { secretReader } from "./constructs/secret-reader";
import { usesDapr, usesDatabase } from "./constructs/service-needs";
import { certificateSource } from "./constructs/traefik-config";
import { Workload, type WorkloadProps } from "./constructs/workload";
import { databaseSecret, type PlatformStack } from "./platform";

export interface AppsStackProps extends FreeholdStackProps {
  readonly access: KubernetesAccess;
  readonly connections: ConnectionsStack;
  readonly platform: PlatformStack;
}

/** A key of the Secret that the stack platform makes for Dapr's components. */
const redpandaKey = (key: "brokers" | "username" | "password") => ({ name: "redpanda", key });

/** Seconds in which Traefik has learned that a pod stops; until then it goes on sending requests there. */
const routeDelay = 5;

const jwtSecretKey = { name: "jwt", key: "secret" };

/** Whether a service's sidecar loads a resource; a Configuration has no scopes, and all run with it. */
const isReadBy =
  (name: string) =>
  (resource: DaprResource): boolean =>
    !("scopes" in resource) || resource.scopes.some((scope) => scope === name);

/** The services: each a workload that follows from what it declares to need. */
export class AppsStack extends FreeholdStack {
  private readonly namespace: string;
  private readonly connections: ConnectionsStack;
  private readonly daprResources: readonly DaprResource[];

  constructor(scope: Construct, props: AppsStackProps) {
    super(scope, "apps", props);
    this.namespace = props.platform.appsNamespace;
    this.connections = props.connections;
    this.daprResources = props.platform.daprResources;
    addKubernetesProviders(this, props.access);
    appsNetwork(this, this.namespace, this.config);
    if (this.connections.jwtSecret) this.addSecret("jwt", { secret: this.connections.jwtSecret });
    this.addSecret("notification", this.connections.notification);
    for (const account of secretStoreUsers) secretReader(this, this.namespace, account);

    const freehold = image(this, this.pins, "freehold", "Image with all services");
    const jobs = this.addJobs(freehold);
    for (const needs of allNeeds) this.addWorkload(needs, freehold, jobs);

    const { namespace, config } = this;
    const { neonApiKey: apiKey } = this.connections;
    const { neonProject: projectId } = config.connections.database;
    if (apiKey && projectId) {
      neonExporter(this, { ...config.apps.neonExporter, namespace, image: freehold, apiKey, projectId });
    }
    const { broker } = this.connections;
    if (broker.kind === "redis") {
      redisExporter(this, { ...config.apps.redisExporter, namespace, image: freehold, password: broker.password });
    }
    const manifests = [...middlewares(certificateSource(config) !== "none"), ...routes(allNeeds, config)];
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
    // Redis makes a stream when it is first written to; Redpanda Serverless makes no topic by itself.
    if (this.connections.broker.kind === "redis") return [migrate.resource];
    const topics = new Job(this, {
      ...common,
      name: "topics",
      env: {
        [environment.kafkaBrokers]: redpandaKey("brokers"),
        [environment.kafkaUsername]: redpandaKey("username"),
        [environment.kafkaPassword]: redpandaKey("password"),
        [environment.kafkaMechanism]: this.config.connections.saslMechanism,
      },
      labels: permissionLabels("broker"),
    });
    return [migrate.resource, topics.resource];
  }

  private addWorkload(needs: RegisteredNeeds, freehold: string, dependsOn: ITerraformDependable[]): void {
    const { name } = needs;
    const tokens = this.connections.daprTokens.get(name);
    new Workload(this, {
      ...this.config.apps.services[name],
      name,
      namespace: this.namespace,
      image: freehold,
      args: [`services/${name}/main.js`],
      env: this.env(needs),
      labels: networkLabels(needs, this.config),
      kubernetesToken: secretStoreUsers.includes(name),
      sidecar: tokens && this.sidecar(name, tokens),
      checksum: this.checksum(needs),
      dependsOn,
      setting: `apps.services.${name}`,
    });
  }

  /**
   * Hash of the Secrets that a service and its sidecar read when they start, and of the sidecar's resources. It tells
   * nothing of them: the generated ones alone are too long to be guessed.
   */
  private checksum(needs: RegisteredNeeds): string | undefined {
    const { database, broker, jwtSecret, daprTokens } = this.connections;
    const tokens = daprTokens.get(needs.name);
    const read = [
      ...(usesDatabase(needs) ? [database] : []),
      ...(tokens ? [tokens, broker, this.daprResources.filter(isReadBy(needs.name))] : []),
      ...(needs.authenticates && jwtSecret ? [jwtSecret] : []),
    ];
    return read.length > 0 ? Fn.sha256(Fn.jsonencode(read)) : undefined;
  }

  private env(needs: RegisteredNeeds): WorkloadProps["env"] {
    const { jwksUrl, issuer, audience } = this.config.connections.auth;
    return {
      [environment.host]: "0.0.0.0",
      [environment.port]: String(servicePort),
      ...(needs.routes.length > 0 && { [environment.stopDelay]: String(routeDelay) }),
      ...(usesDapr(needs) && {
        [environment.transport]: "dapr",
        [environment.daprPubsub]: sharedPubsub,
      }),
      ...(usesDatabase(needs) && { [environment.databaseUrl]: databaseSecret.url }),
      ...(needs.name === "notification" && notificationEnv(this.config)),
      ...(needs.authenticates && {
        ...(jwksUrl ? { [environment.jwksUrl]: jwksUrl } : { [environment.jwtSecret]: jwtSecretKey }),
        ...(issuer && { [environment.jwtIssuer]: issuer }),
        ...(audience && { [environment.jwtAudience]: audience }),
      }),
    };
  }

  /** A sidecar, and the Secrets by which it and its service know each other. */
  private sidecar(name: string, { api, app }: DaprTokens): WorkloadProps["sidecar"] {
    const [apiTokenSecret, appTokenSecret] = [`${name}-api-token`, `${name}-app-token`];
    // Dapr reads this key and no other.
    this.addSecret(apiTokenSecret, { token: api });
    this.addSecret(appTokenSecret, { token: app });
    return { configuration: configurationName, resources: this.config.apps.sidecar, apiTokenSecret, appTokenSecret };
  }

  private addSecret(name: string, data: Record<string, string>): void {
    new SecretV1(this, `${name}-secret`, { metadata: { name, namespace: this.namespace }, data });
  }
}
