import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { NodeRole } from "../services/contracts/node-role";
import type { Config } from "./config";
import type { KeyPair } from "./constructs/cluster/certificate-authority";
import { K3sIdentity } from "./constructs/cluster/k3s-identity";
import { kubeconfig } from "./constructs/cluster/kubeconfig";
import type { KubernetesAccess } from "./constructs/cluster/kubernetes-access";
import { nodeAddresses } from "./constructs/cluster/node-addresses";
import { cloudInitFiles, UserData } from "./constructs/cluster/user-data";
import { namespaces } from "./constructs/kubernetes/namespaces";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/terraform/freehold-stack";
import { addRandomProvider, addTlsProvider } from "./constructs/terraform/key-providers";
import { requiredVariable } from "./constructs/terraform/required-variable";
import type { NetworkStack } from "./network";

export interface BootstrapStackProps extends FreeholdStackProps {
  readonly network: NetworkStack;
}

/** The cluster's identity, and what its machines do at their first start. */
export class BootstrapStack extends FreeholdStack {
  /** User data of each node, with secrets in it. */
  readonly userData: Record<NodeRole, string>;
  /** How an administrator reaches the cluster. */
  readonly access: KubernetesAccess;

  constructor(scope: Construct, props: BootstrapStackProps) {
    super(scope, "bootstrap", props);
    addTlsProvider(this);
    addRandomProvider(this);
    const identity = new K3sIdentity(this, "identity");
    const { ipAddress } = props.network.loadBalancer;
    const files = cloudInitFiles(this);
    const common = { K3S_VERSION: this.pins.k3s.version, K3S_SHA256: this.pins.k3s.sha256 ?? this.askForChecksum() };

    const server = new UserData(this, "server", {
      files,
      variables: {
        ...common,
        ...nodeVariables(this.config, "server"),
        ...serverVariables(this.config, ipAddress),
        BACKUP_NAMESPACE: props.network.backups.namespace,
        BACKUP_BUCKET: props.network.backups.bucketName,
      },
      secretFiles: {
        "/etc/freehold/token": identity.serverToken,
        "/etc/freehold/agent-token": identity.agentToken,
        [nodePasswordFile]: identity.nodePasswords.server,
        ...Object.fromEntries(
          Object.entries(identity.tlsFiles).map(([file, pem]) => [`/var/lib/rancher/k3s/server/tls/${file}`, pem]),
        ),
      },
    });
    const agent = new UserData(this, "agent", {
      files,
      variables: { ...common, ...nodeVariables(this.config, "agent") },
      secretFiles: { "/etc/freehold/token": identity.joinToken, [nodePasswordFile]: identity.nodePasswords.agent },
    });
    this.userData = { server: server.value, agent: agent.value };
    const accessOf = ({ certificate, privateKey }: KeyPair): KubernetesAccess => ({
      host: `https://${ipAddress}:6443`,
      clusterCaCertificate: identity.serverCaCertificate,
      clientCertificate: certificate,
      clientKey: privateKey,
    });
    this.access = accessOf(identity.admin);
    const { name } = this.config.project;
    this.publish("kubeconfig", Fn.yamlencode(kubeconfig(name, this.access)), {
      description: "Kubeconfig of an administrator; its certificate lives 30 days, deploys in its last 10 renew it",
      sensitive: true,
    });
    this.publish(
      "deployer_kubeconfig",
      Fn.yamlencode(kubeconfig(`${name}-deployer`, accessOf(identity.deployer), namespaces.apps)),
      {
        description: "Kubeconfig of a pipeline that updates the services and may do nothing else; renews likewise",
        sensitive: true,
      },
    );
  }

  private askForChecksum(): string {
    return requiredVariable(this, "k3s_sha256", {
      description: `SHA-256 of k3s-arm64 ${this.pins.k3s.version}, from sha256sum-arm64.txt of that release (or run npx freehold pins)`,
      pattern: "[0-9a-f]{64}",
      format: "must be 64 hexadecimal digits",
    });
  }
}

/** Where k3s looks for a node's password, and writes one when there is none. */
const nodePasswordFile = "/etc/rancher/node/password";

/** When a node may reboot and restart k3s: the hour of the machine's clock, UTC. Far enough apart that one is always up. */
const maintenanceHour: Record<NodeRole, string> = { server: "02", agent: "04" };

/** What the scripts in cloud-init/ read on every node. */
function nodeVariables(config: Config, role: NodeRole): Record<string, string> {
  const { kubeReserved, systemReserved } = config.nodes[role];
  const { memoryAvailableMib, nodefsAvailablePercent, imagefsAvailablePercent } = config.cluster.evictionHard;
  const addresses = nodeAddresses(config);
  const reserved = ({ cpuMillis, memoryMib }: typeof kubeReserved) => `cpu=${cpuMillis}m,memory=${memoryMib}Mi`;
  return {
    NODE_ROLE: role,
    NODE_NAME: `${config.project.name}-${role}`,
    NODE_IP: addresses[role],
    SERVER_IP: addresses.server,
    POD_CIDR: config.cluster.podCidr,
    KUBE_RESERVED: reserved(kubeReserved),
    SYSTEM_RESERVED: reserved(systemReserved),
    MAINTENANCE_HOUR: maintenanceHour[role],
    // The flag replaces k3s's own thresholds, so all of them are named.
    EVICTION_HARD: [
      `memory.available<${memoryAvailableMib}Mi`,
      `nodefs.available<${nodefsAvailablePercent}%`,
      `imagefs.available<${imagefsAvailablePercent}%`,
    ].join(","),
  };
}

/** What they read on the server alone. */
function serverVariables({ cluster }: Config, loadBalancerIp: string): Record<string, string> {
  return {
    SERVICE_CIDR: cluster.serviceCidr,
    // The machine's own public address is not known before it runs; the load balancer's is.
    TLS_SANS: cluster.domain ? Fn.join(" ", [loadBalancerIp, cluster.domain]) : loadBalancerIp,
    SNAPSHOT_SCHEDULE: `0 */${cluster.snapshots.intervalHours} * * *`,
    SNAPSHOT_RETENTION: String(cluster.snapshots.retention),
  };
}
