import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { clusterDns } from "../machine/addresses";
import type { MachineService } from "../machine/machine";
import type { Identity } from "./identity";
import { argument, type NodeFiles } from "./node-files";

export type NodeProgram = "containerd" | "runc" | "kubelet" | "kube-proxy" | "kube-router" | "cni-plugins" | "kubectl";

export interface NodeServicesProps {
  programs: Record<NodeProgram, string>;
  node: NodeFiles;
  identity: Identity;
  /** Folder for configurations, certificates and kubeconfigs of this node. */
  folder: string;
  podCidr: string;
  clusterCidr: string;
  /** Name of the image that holds a pod's namespaces. */
  pauseImage: string;
}

/** What runs on every node: containerd, the kubelet with the arguments of the stack, kube-proxy, and k3s's policy controller. */
export function nodeServices(props: NodeServicesProps): MachineService[] {
  const { programs, node, identity, folder } = props;
  const name = node.config["node-name"];
  const address = node.config["node-ip"];
  mkdirSync(folder, { recursive: true });
  const write = (file: string, content: unknown) => {
    const target = path.join(folder, file);
    writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
    return target;
  };
  mkdirSync(path.join(folder, "cni"), { recursive: true });
  write("cni/10-rehearsal.conflist", cniConfiguration(props.podCidr));
  const containerd = write("containerd.toml", containerdConfiguration(props));
  const kubeletConfig = write("kubelet.json", kubeletConfiguration(props));
  const kubelet = identity.client(folder, "kubelet", `system:node:${name}`, "system:nodes");
  const proxy = identity.client(folder, "kube-proxy", "system:kube-proxy");
  const router = identity.client(folder, "kube-router", "system:kube-router", "system:masters");
  const proxyConfig = write("kube-proxy.json", {
    apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
    kind: "KubeProxyConfiguration",
    mode: "iptables",
    clientConnection: { kubeconfig: proxy },
    clusterCIDR: props.clusterCidr,
    hostnameOverride: name,
    // The limits of connection tracking are the computer's, and no namespace may change them.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" },
    nodePortAddresses: ["primary"],
  });
  const reachesApi = `'${programs.kubectl}' --kubeconfig='${proxy}' version >/dev/null 2>&1`;
  const PATH = `${path.dirname(programs.runc)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
  return [
    { name: "containerd", command: programs.containerd, args: ["--config", containerd], env: { PATH } },
    {
      name: "kubelet",
      command: programs.kubelet,
      args: [
        ...[`--config=${kubeletConfig}`, `--kubeconfig=${kubelet}`, `--hostname-override=${name}`],
        ...[`--node-ip=${address}`, "--cert-dir=/var/lib/kubelet/pki"],
      ],
    },
    { name: "kube-proxy", command: programs["kube-proxy"], args: [`--config=${proxyConfig}`], after: reachesApi },
    {
      name: "kube-router",
      command: programs["kube-router"],
      after: reachesApi,
      args: [
        ...["--run-router=false", "--run-service-proxy=false", "--run-firewall=true", "--run-loadbalancer=false"],
        ...[`--kubeconfig=${router}`, `--hostname-override=${name}`, "--service-cluster-ip-range=10.43.0.0/16"],
        ...["--iptables-sync-period=5m", "--health-port=0", "--metrics-port=0"],
      ],
    },
  ];
}

/** A pod has a link of its own to its node, which routes, so that every packet passes the policies. */
const cniConfiguration = (subnet: string) => ({
  cniVersion: "1.0.0",
  name: "rehearsal",
  plugins: [
    { type: "ptp", mtu: 1450, ipam: { type: "host-local", ranges: [[{ subnet }]], routes: [{ dst: "0.0.0.0/0" }] } },
    { type: "portmap", capabilities: { portMappings: true } },
  ],
});

const containerdConfiguration = ({ programs, pauseImage, folder }: NodeServicesProps) => `version = 2
root = "/var/lib/containerd"
state = "/run/containerd"
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage}"
  restrict_oom_score_adj = true
  enable_unprivileged_ports = true
  enable_unprivileged_icmp = true
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
      BinaryName = "${programs.runc}"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${programs["cni-plugins"]}"
    conf_dir = "${path.join(folder, "cni")}"
`;

/** `cpu=250m,memory=1Gi` as the kubelet's configuration takes it. */
const quantities = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(",").map((pair) => pair.split("=", 2)));

/** The kubelet's arguments of the stack, in the words of its configuration file. */
function kubeletConfiguration({ node, identity, folder }: NodeServicesProps) {
  const args = node.config["kubelet-arg"];
  const name = node.config["node-name"];
  const serving = identity.serving(folder, "kubelet-serving", [`DNS:${name}`, `IP:${node.config["node-ip"]}`]);
  // Images are on the computer's own disk, which may be fuller than a node's.
  const evictionHard = Object.fromEntries(
    argument(args, "eviction-hard")
      .split(",")
      .map((threshold) => threshold.split("<", 2))
      .filter(([signal]) => signal !== "imagefs.available"),
  );
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    authentication: {
      anonymous: { enabled: false },
      x509: { clientCAFile: identity.authority("client").certificate },
      webhook: { enabled: true },
    },
    authorization: { mode: "Webhook" },
    cgroupDriver: "cgroupfs",
    failCgroupV1: false,
    clusterDNS: [clusterDns],
    clusterDomain: "cluster.local",
    containerRuntimeEndpoint: "unix:///run/containerd/containerd.sock",
    tlsCertFile: serving.certificate,
    tlsPrivateKeyFile: serving.key,
    resolvConf: "/etc/resolv.conf",
    protectKernelDefaults: true,
    kubeReserved: quantities(argument(args, "kube-reserved")),
    systemReserved: quantities(argument(args, "system-reserved")),
    evictionHard,
    containerLogMaxSize: argument(args, "container-log-max-size"),
    containerLogMaxFiles: Number(argument(args, "container-log-max-files")),
    podPidsLimit: Number(argument(args, "pod-max-pids")),
    // As k3s does: no second look at the images that are there.
    imageMinimumGCAge: "2m",
    // Of 100: an image that is removed could not be pulled again.
    imageGCHighThresholdPercent: 100,
    nodeStatusReportFrequency: "1m",
    nodeStatusUpdateFrequency: "10s",
  };
}
