import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { cloudDaprResources } from "../dapr-components";
import type { Broker } from "../dapr-components/broker";
import type { DaprResource } from "../dapr-components/resources";
import { transportOf } from "./config/transports";
import type { ConnectionsStack } from "./connections";
import { addKubernetesProviders, type KubernetesAccess } from "./constructs/cluster/kubernetes-access";
import { image } from "./constructs/kubernetes/image";
import { Manifests } from "./constructs/kubernetes/manifests";
import { leftFor, limitRange, quota } from "./constructs/kubernetes/namespace-limits";
import { namespace, namespaces } from "./constructs/kubernetes/namespaces";
import { Secret } from "./constructs/kubernetes/secret";
import { Dapr } from "./constructs/platform/dapr";
import { deployerRole } from "./constructs/platform/deployer-role";
import { Grafana } from "./constructs/platform/grafana";
import { manualCertificate } from "./constructs/platform/manual-certificate";
import { daprNetwork, monitoringNetwork } from "./constructs/platform/platform-network";
import { Prometheus } from "./constructs/platform/prometheus";
import { Redis, redisAddress, redisName } from "./constructs/platform/redis";
import { certificateSource, traefikConfig, traefikNamespace } from "./constructs/platform/traefik-config";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/terraform/freehold-stack";
import { addTlsProvider } from "./constructs/terraform/key-providers";
import { declaredPods } from "./ledger/pods";

export interface PlatformStackProps extends FreeholdStackProps {
  readonly access: KubernetesAccess;
  readonly connections: ConnectionsStack;
}

/** The Secret with the database's URLs, in the namespace of the services. */
export const databaseSecret = {
  url: { name: "database", key: "url" },
  directUrl: { name: "database", key: "direct-url" },
};

/** What runs on the cluster beside the services: Dapr if the transport needs it, Prometheus, Grafana, Traefik's settings. */
export class PlatformStack extends FreeholdStack {
  /** Namespace of the services. */
  readonly appsNamespace: string;

  /** What the sidecars read when they start; nothing without sidecars. */
  readonly daprResources: readonly DaprResource[];
  private readonly connections: ConnectionsStack;

  constructor(scope: Construct, props: PlatformStackProps) {
    super(scope, "platform", props);
    this.connections = props.connections;
    addKubernetesProviders(this, props.access);
    this.appsNamespace = namespace(this, namespaces.apps);
    deployerRole(this, this.appsNamespace);
    const dapr = transportOf(this.config).sidecars ? this.addDapr() : undefined;
    this.addDatabaseSecret();
    const broker = this.addBroker();
    this.daprResources = dapr ? this.addComponents(dapr, broker) : [];
    this.addMonitoring();
    this.addTraefikConfig();
    this.addLimits();
    this.publish("apps_namespace", this.appsNamespace, { description: "Namespace of the services." });
  }

  private addDapr(): Dapr {
    const { config, pins } = this;
    addTlsProvider(this);
    const daprNamespace = namespace(this, namespaces.dapr);
    daprNetwork(this, daprNamespace, config);
    return new Dapr(this, "dapr", { config, pins, namespace: daprNamespace });
  }

  private addDatabaseSecret(): void {
    const { url, directUrl } = this.connections.database;
    new Secret(this, {
      name: databaseSecret.url.name,
      namespace: this.appsNamespace,
      data: { [databaseSecret.url.key]: url, [databaseSecret.directUrl.key]: directUrl },
    });
  }

  /** After the control plane, which brings the kinds of these resources. */
  private addComponents(dapr: Dapr, broker: Broker): DaprResource[] {
    const manifests = cloudDaprResources({ broker, databaseDirectUrl: databaseSecret.directUrl });
    new Manifests(this, "dapr-components", {
      name: "dapr-components",
      namespace: this.appsNamespace,
      manifests,
      dependsOn: [dapr.chart.release],
    });
    return manifests;
  }

  private addBroker(): Broker {
    const { kind, ...data } = this.connections.broker;
    new Secret(this, { name: kind, namespace: this.appsNamespace, data });
    const key = (name: string) => ({ name: kind, key: name });
    if (kind === "redpanda") {
      const mechanism = this.config.connections.saslMechanism;
      return { kind, brokers: key("brokers"), username: key("username"), password: key("password"), mechanism };
    }
    new Redis(this, "redis", {
      namespace: this.appsNamespace,
      image: image(this, this.pins, "redis", "Image of Redis 7 or later"),
      password: key("password"),
      checksum: Fn.sha256(this.connections.broker.password),
      resources: this.config.platform.redis,
    });
    return { kind, host: redisAddress, password: key("password") };
  }

  private addMonitoring(): void {
    const { config, pins } = this;
    const monitoring = namespace(this, namespaces.monitoring);
    monitoringNetwork(this, monitoring, config);
    new Prometheus(this, "prometheus", { config, pins, namespace: monitoring });
    const adminPassword = this.connections.grafanaPassword;
    new Grafana(this, "grafana", { config, pins, namespace: monitoring, adminPassword });
  }

  private addTraefikConfig(): void {
    const ownCertificate = certificateSource(this.config) === "manual";
    new Manifests(this, "traefik", {
      name: "freehold-traefik",
      namespace: traefikNamespace,
      manifests: [traefikConfig(this.config), ...(ownCertificate ? [manualCertificate(this)] : [])],
    });
  }

  /** The namespace of the services can ask for what the ledger leaves it, Redis included, and for no more. */
  private addLimits(): void {
    const others = declaredPods(this).filter(({ name }) => name !== redisName);
    limitRange(this, this.appsNamespace);
    quota(this, this.appsNamespace, leftFor(this.config, others));
  }
}
