import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { type NodeRole, nodeRoles } from "../../../services/contracts/node-role";
import type { Config } from "../../../stacks/config";
import { readPins } from "../../../stacks/config/read-pins";
import { addresses } from "../machine/addresses";
import { Machine } from "../machine/machine";
import { Outside } from "../machine/outside";
import { renderBootstrap } from "../stacks/render-bootstrap";
import { synthesiseAll } from "../stacks/synthesised";
import { type ControlPlaneProgram, controlPlane } from "./control-plane";
import { Identity } from "./identity";
import { type NodeFiles, writeNodeFiles } from "./node-files";
import { nodeNetwork } from "./node-network";
import { type NodeProgram, nodeServices } from "./node-services";

const gibibyte = 2 ** 30;

export interface ClusterProps {
  /** Folder that all of it is in. */
  folder: string;
  config: Config;
  programs: Record<ControlPlaneProgram | NodeProgram, string>;
  pauseImage: string;
}

/** Two nodes of the size of Oracle's, with a Kubernetes that is put together as k3s puts its own together. */
export class RehearsalCluster {
  readonly outside: Outside;
  readonly nodes: Record<NodeRole, Machine>;
  /** The administrator's kubeconfig of the stack bootstrap: it leads through the load balancer. */
  readonly kubeconfig: string;

  private constructor(
    private readonly props: ClusterProps,
    private readonly files: Record<NodeRole, NodeFiles>,
    /** Value of an output of the stack bootstrap. */
    readonly bootstrapOutput: (name: string) => string,
  ) {
    this.outside = new Outside(props.folder);
    this.kubeconfig = path.join(props.folder, "kubeconfig");
    writeFileSync(this.kubeconfig, bootstrapOutput("kubeconfig"), { mode: 0o600 });
    const identity = new Identity(files.server);
    const machine = (role: NodeRole) => this.machine(role, identity);
    this.nodes = { server: machine("server"), agent: machine("agent") };
  }

  /** Lays out everything; nothing runs yet. */
  static async prepare(props: ClusterProps): Promise<RehearsalCluster> {
    const { bootstrap } = synthesiseAll(props.config, readPins());
    const rendered = await renderBootstrap(bootstrap, { loadBalancerIp: addresses.loadBalancer });
    const files = {
      server: writeNodeFiles(path.join(props.folder, "server", "root"), rendered.server),
      agent: writeNodeFiles(path.join(props.folder, "agent", "root"), rendered.agent),
    };
    return new RehearsalCluster(props, files, rendered.output);
  }

  async start(): Promise<void> {
    await this.outside.start();
    await Promise.all(nodeRoles.map((role) => this.powerOn(role)));
    for (const port of [80, 443, 6443]) this.outside.forward(port, this.address("server"));
  }

  async powerOn(role: NodeRole): Promise<void> {
    await this.nodes[role].powerOn((pid) => this.outside.plug(role, pid));
  }

  powerOff(role: NodeRole): Promise<void> {
    return this.nodes[role].powerOff();
  }

  address(role: NodeRole): string {
    return this.files[role].config["node-ip"];
  }

  /** Its name in Kubernetes. */
  nodeName(role: NodeRole): string {
    return this.files[role].config["node-name"];
  }

  private machine(role: NodeRole, identity: Identity): Machine {
    const { files } = this;
    const { config, programs, pauseImage } = this.props;
    const folder = path.join(this.props.folder, role);
    const podCidrs: Record<NodeRole, string> = { server: "10.42.0.0/24", agent: "10.42.1.0/24" };
    const other: NodeRole = role === "server" ? "agent" : "server";
    const clusterCidr = config.cluster.podCidr;
    const { memoryGb, bootVolumeGb } = config.nodes[role];
    const common = { programs, identity, folder: path.join(folder, "etc") };
    return new Machine({
      name: role,
      folder,
      size: {
        core: nodeRoles.indexOf(role) % cpus().length,
        memory: memoryGb * gibibyte,
        disk: bootVolumeGb * gibibyte,
      },
      resolver: `nameserver ${addresses.metadata}\n`,
      network: nodeNetwork({
        address: files[role].config["node-ip"],
        clusterCidr,
        others: [{ address: files[other].config["node-ip"], podCidr: podCidrs[other] }],
      }),
      services: [
        ...(role === "server" ? controlPlane({ ...common, server: files.server }) : []),
        ...nodeServices({ ...common, node: files[role], podCidr: podCidrs[role], clusterCidr, pauseImage }),
      ],
    });
  }
}
