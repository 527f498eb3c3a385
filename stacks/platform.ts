import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { cloudDaprResources } from "../dapr-components";
import type { Broker } from "../dapr-components/broker";
import type { DaprResource } from "../dapr-components/resources";
import { transportOf } from "./config/transports";
import type { ConnectionsStack } from "./connections";
import { addKubernetesProviders, type KubernetesAccess } from "./constructs/cluster/kubernetes-access";
import { image } from "./constructs/kubernetes/image";
import { LimitRange } from "./constructs/kubernetes/limit-range";
import { Manifests } from "./constructs/kubernetes/manifests";
import { Namespace } from "./constructs/kubernetes/namespace";
import { type NamespaceName, namespaces } from "./constructs/kubernetes/namespaces";
import { leftFor, ResourceQuota } from "./constructs/kubernetes/resource-quota";
import { Secret } from "./constructs/kubernetes/secret";
import { Dapr } from "./constructs/platform/dapr";
import { DaprNetwork } from "./constructs/platform/dapr-network";
import { DeployerRole } from "./constructs/platform/deployer-role";
import { Grafana } from "./constructs/platform/grafana";
import { ManualCertificate } from "./constructs/platform/manual-certificate";
import { MonitoringNetwork } from "./constructs/platform/monitoring-network";
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
    this.appsNamespace = this.addNamespace(namespaces.apps);
    new DeployerRole(this, "deployer-role", { namespace: this.appsNamespace });
    const dapr = transportOf(this.config).sidecars ? this.addDapr() : undefined;
    this.addDatabaseSecret();
    const broker = this.addBroker();
    this.daprResources = dapr ? this.addComponents(dapr, broker) : [];
    this.addMonitoring();
    this.addTraefikConfig();
    this.addLimits();
    this.publish("apps_namespace", this.appsNamespace, { description: "Namespace of the services." });
  }

  /** Adds a namespace, and returns a reference to its name. */
  private addNamespace(name: NamespaceName): string {
    return new Namespace(this, name, { name }).metadata.name;
  }

  private addDapr(): Dapr {
    const { config, pins } = this;
    addTlsProvider(this);
    const namespace = this.addNamespace(namespaces.dapr);
    new DaprNetwork(this, "dapr-network", { namespace, config });
    return new Dapr(this, "dapr", { config, pins, namespace });
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
    const namespace = this.addNamespace(namespaces.monitoring);
    new MonitoringNetwork(this, "monitoring-network", { namespace, config });
    new Prometheus(this, "prometheus", { config, pins, namespace });
    const adminPassword = this.connections.grafanaPassword;
    new Grafana(this, "grafana", { config, pins, namespace, adminPassword });
  }

  private addTraefikConfig(): void {
    const isManual = certificateSource(this.config) === "manual";
    const tlsStore = isManual ? [new ManualCertificate(this, "manual-certificate-secret").tlsStore] : [];
    new Manifests(this, "traefik", {
      name: "freehold-traefik",
      namespace: traefikNamespace,
      manifests: [traefikConfig(this.config), ...tlsStore],
    });
  }

  /** The namespace of the services can ask for what the ledger leaves it, Redis included, and for no more. */
  private addLimits(): void {
    const others = declaredPods(this).filter(({ name }) => name !== redisName);
    const namespace = this.appsNamespace;
    new LimitRange(this, "limits", { namespace });
    new ResourceQuota(this, "quota", { namespace, requests: leftFor(this.config, others) });
  }
}
