import { Construct } from "constructs";
import { SecurityGroup, type SecurityGroupProps } from "./security-group";

export interface ClusterSecurityProps extends Omit<SecurityGroupProps, "name"> {
  /** Gives the display name of a group from its purpose. */
  readonly nameOf: (purpose: string) => string;
  /** Networks in CIDR notation from which the Kubernetes API can be reached. */
  readonly adminCidrs: readonly string[];
  /** Whether they may also connect by SSH. */
  readonly ssh: boolean;
}

/**
 * Who may reach what. The load balancer keeps the addresses of clients, so a node sees the client as the source, and
 * rules for clients stand on the nodes too; a rule with the load balancer as source only admits its health checks.
 */
export class ClusterSecurity extends Construct {
  /** For the load balancer. */
  readonly loadBalancer: SecurityGroup;
  /** For every node. */
  readonly nodes: SecurityGroup;
  /** For the server, on top of `nodes`. */
  readonly controlPlane: SecurityGroup;
  /** For the node that Traefik runs on, on top of `nodes`. Another node would hand clients on under an address of its own. */
  readonly ingress: SecurityGroup;

  constructor(scope: Construct, id: string, { nameOf, adminCidrs, ssh, ...common }: ClusterSecurityProps) {
    super(scope, id);
    const group = (purpose: string) => new SecurityGroup(this, purpose, { ...common, name: nameOf(purpose) });
    this.loadBalancer = group("load-balancer");
    this.nodes = group("nodes");
    this.controlPlane = group("control-plane");
    this.ingress = group("ingress");

    for (const [protocol, port] of [
      ["HTTP", 80],
      ["HTTPS", 443],
    ] as const) {
      const id = protocol.toLowerCase();
      this.loadBalancer.allow(id, "tcp", port, "0.0.0.0/0", `${protocol} from anywhere`);
      this.ingress.allow(id, "tcp", port, "0.0.0.0/0", `${protocol} from anywhere, through the load balancer`);
    }
    // The ports of k3s with flannel: https://docs.k3s.io/installation/requirements#inbound-rules-for-k3s-nodes.
    // etcd's are left out, since only servers talk to it, and there is one.
    this.nodes.allow("flannel", "udp", 8472, this.nodes, "Pod network (VXLAN) between nodes");
    this.nodes.allow("kubelet", "tcp", 10250, this.nodes, "Kubelet: logs, exec, metrics");
    // It is in the host's network, so that Prometheus on the other node comes to it from outside of the pod network.
    this.nodes.allow("node-exporter", "tcp", 9100, this.nodes, "Node exporter: metrics");
    this.controlPlane.allow("api-from-nodes", "tcp", 6443, this.nodes, "Kubernetes API from nodes");
    this.controlPlane.allow("api-health", "tcp", 6443, this.loadBalancer, "Kubernetes API: health checks");

    adminCidrs.forEach((cidr, index) => {
      this.loadBalancer.allow(`api-${index}`, "tcp", 6443, cidr, "Kubernetes API from administrators");
      this.controlPlane.allow(`api-${index}`, "tcp", 6443, cidr, "Kubernetes API from administrators");
      if (ssh) this.nodes.allow(`ssh-${index}`, "tcp", 22, cidr, "SSH from administrators");
    });
  }
}
