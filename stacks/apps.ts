import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import type { Construct } from "constructs";
import { configurationName } from "../dapr-components/configuration";
import { sharedPubsub } from "../dapr-components/pubsub";
import { secretStoreUsers } from "../dapr-components/secret-store";
import { environment } from "../services/contracts/environment";
import { type ServiceNeeds, servicePort } from "../services/contracts/needs";
import { allNeeds } from "../services/needs";
import type { ConnectionsStack, DaprTokens } from "./connections";
import { appsNetwork, networkLabels } from "./constructs/apps-network";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/freehold-stack";
import { image } from "./constructs/image";
import { addKubernetesProviders, type KubernetesAccess } from "./constructs/kubernetes-access";
import { Manifests } from "./constructs/manifests";
import { routes } from "./constructs/routes";
import { secretReader } from "./constructs/secret-reader";
import { usesDapr, usesDatabase } from "./constructs/service-needs";
import { Workload, type WorkloadProps } from "./constructs/workload";
import { databaseSecret, type PlatformStack } from "./platform";

export interface AppsStackProps extends FreeholdStackProps {
  readonly access: KubernetesAccess;
  readonly connections: ConnectionsStack;
  readonly platform: PlatformStack;
}

const jwtSecret = { name: "jwt", key: "secret" };

/** The services: each a workload that follows from what it declares to need. */
export class AppsStack extends FreeholdStack {
  private readonly namespace: string;
  private readonly connections: ConnectionsStack;

  constructor(scope: Construct, props: AppsStackProps) {
    super(scope, "apps", props);
    this.namespace = props.platform.appsNamespace;
    this.connections = props.connections;
    addKubernetesProviders(this, props.access);
    appsNetwork(this, this.namespace, this.config);
    if (this.connections.jwtSecret) this.addSecret("jwt", { secret: this.connections.jwtSecret });
    for (const account of secretStoreUsers) secretReader(this, this.namespace, account);

    const freehold = image(this, this.pins, "freehold", "Image with all services");
    for (const needs of allNeeds) this.addWorkload(needs, freehold);

    const { namespace } = this;
    const manifests = routes(allNeeds, this.config.cluster.domain);
    new Manifests(this, "routes", { name: "freehold-routes", namespace, manifests });
    this.publish("image", freehold, { description: "Image that the services run, by digest." });
  }

  private addWorkload(needs: ServiceNeeds, freehold: string): void {
    const { name } = needs;
    const tokens = this.connections.daprTokens.get(name);
    new Workload(this, {
      ...this.config.apps.services[name],
      name,
      namespace: this.namespace,
      image: freehold,
      args: [`services/${name}/main.js`],
      port: servicePort,
      env: this.env(needs),
      labels: networkLabels(needs, this.config),
      kubernetesToken: secretStoreUsers.includes(name),
      sidecar: tokens && this.sidecar(name, tokens),
      setting: `apps.services.${name}`,
    });
  }

  private env(needs: ServiceNeeds): WorkloadProps["env"] {
    const { jwksUrl, issuer, audience } = this.config.connections.auth;
    return {
      [environment.host]: "0.0.0.0",
      [environment.port]: String(servicePort),
      ...(usesDapr(needs) && {
        [environment.transport]: "dapr",
        [environment.daprPubsub]: sharedPubsub,
      }),
      ...(usesDatabase(needs) && { [environment.databaseUrl]: databaseSecret.url }),
      ...(needs.authenticates && {
        ...(jwksUrl ? { [environment.jwksUrl]: jwksUrl } : { [environment.jwtSecret]: jwtSecret }),
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
