import type { Config } from "../../config";
import type { NetworkRule, Peer } from "../kubernetes/network-rules";

/** Lets pods ask for addresses. */
export const dns: NetworkRule = {
  name: "dns",
  to: { peers: [{ namespace: "kube-system", pods: { "k8s-app": "kube-dns" } }], ports: [53], udp: true },
};

/** The API server, which listens on its node. */
export const kubernetesApi = ({ network }: Config): NetworkRule => ({
  name: "kubernetes-api",
  to: { peers: [{ cidr: network.subnetCidr }], ports: [6443] },
});

/** The internet: neither the cluster, nor the cloud's network, nor the metadata service of the machines. */
export const internet = ({ cluster, network }: Config): Peer => ({
  cidr: "0.0.0.0/0",
  except: [cluster.podCidr, cluster.serviceCidr, network.vcnCidr, "169.254.0.0/16"],
});
