import type { MachineService } from "../machine/machine";
import type { Identity } from "./identity";
import type { NodeFiles } from "./node-files";

export type ControlPlaneProgram = "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "kubectl";

export interface ControlPlaneProps {
  programs: Record<ControlPlaneProgram, string>;
  server: NodeFiles;
  identity: Identity;
  /** Folder for certificates and kubeconfigs. */
  folder: string;
}

const etcd = "http://127.0.0.1:2379";

/** What k3s runs in its own process on the server: the datastore, the API server with the arguments of its configuration, and the controllers. */
export function controlPlane({ programs, server, identity, folder }: ControlPlaneProps): MachineService[] {
  const { config, root } = server;
  const serving = identity.serving(folder, "kube-apiserver", identity.apiServerNames);
  const proxy = identity.proxyClient(folder);
  const kubelet = identity.clientPair(folder, "apiserver-kubelet", "kube-apiserver", "system:masters");
  const { "service-cidr": services = "10.43.0.0/16" } = config;
  const [client, requests] = [identity.authority("client"), identity.authority("request-header")];
  const issuer = "https://kubernetes.default.svc.cluster.local";
  const admin = identity.client(folder, "admin", "system:admin", "system:masters");
  const isReady = `'${programs.kubectl}' --kubeconfig='${admin}' get --raw /readyz >/dev/null 2>&1`;
  return [
    {
      name: "etcd",
      command: programs.etcd,
      args: [
        ...["--data-dir", "/var/lib/etcd", "--log-level", "warn"],
        ...["--listen-client-urls", etcd, "--advertise-client-urls", etcd],
        ...["--listen-peer-urls", "http://127.0.0.1:2380", "--initial-advertise-peer-urls", "http://127.0.0.1:2380"],
        ...["--initial-cluster", "default=http://127.0.0.1:2380"],
      ],
    },
    {
      name: "kube-apiserver",
      command: programs["kube-apiserver"],
      args: [
        `--etcd-servers=${etcd}`,
        ...["--secure-port=6443", `--advertise-address=${config["node-ip"]}`, "--anonymous-auth=false"],
        ...["--authorization-mode=Node,RBAC", "--allow-privileged=true", `--service-cluster-ip-range=${services}`],
        ...[`--tls-cert-file=${serving.certificate}`, `--tls-private-key-file=${serving.key}`],
        ...[`--client-ca-file=${client.certificate}`, `--requestheader-client-ca-file=${requests.certificate}`],
        ...["--requestheader-allowed-names=system:auth-proxy", "--requestheader-username-headers=X-Remote-User"],
        ...["--requestheader-group-headers=X-Remote-Group", "--requestheader-extra-headers-prefix=X-Remote-Extra-"],
        ...[`--proxy-client-cert-file=${proxy.certificate}`, `--proxy-client-key-file=${proxy.key}`],
        ...[`--kubelet-client-certificate=${kubelet.certificate}`, `--kubelet-client-key=${kubelet.key}`],
        `--kubelet-certificate-authority=${identity.authority("server").certificate}`,
        "--kubelet-preferred-address-types=InternalIP",
        ...[`--service-account-key-file=${identity.serviceKey}`],
        ...[`--service-account-signing-key-file=${identity.serviceKey}`, `--service-account-issuer=${issuer}`],
        ...config["kube-apiserver-arg"].map((argument) => `--${argument.replace(/=\//, `=${root}/`)}`),
      ],
    },
    {
      name: "kube-controller-manager",
      command: programs["kube-controller-manager"],
      after: isReady,
      args: [
        ...[`--kubeconfig=${identity.client(folder, "controller-manager", "system:kube-controller-manager")}`],
        ...["--allocate-node-cidrs=false", `--service-cluster-ip-range=${services}`],
        ...["--use-service-account-credentials=true", `--root-ca-file=${identity.authority("server").certificate}`],
        ...[`--service-account-private-key-file=${identity.serviceKey}`, "--leader-elect=false"],
        ...["--bind-address=127.0.0.1"],
      ],
    },
    {
      name: "kube-scheduler",
      command: programs["kube-scheduler"],
      after: isReady,
      args: [
        `--kubeconfig=${identity.client(folder, "scheduler", "system:kube-scheduler")}`,
        ...["--leader-elect=false", "--bind-address=127.0.0.1"],
      ],
    },
  ];
}
