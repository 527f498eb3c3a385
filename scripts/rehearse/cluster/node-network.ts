import { addresses } from "../machine/addresses";

export interface NodeNetworkProps {
  address: string;
  clusterCidr: string;
  /** The other nodes, and the addresses of their pods. */
  others: { address: string; podCidr: string }[];
}

/** Address, routes and the masquerading that flannel does in k3s: pods keep their address within the cluster, and take the node's towards everything else. */
export const nodeNetwork = ({ address, clusterCidr, others }: NodeNetworkProps): string[] => [
  "echo 1 > /proc/sys/net/ipv4/ip_forward",
  "echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet",
  `ip addr add ${address}/24 dev eth0 && ip link set eth0 up`,
  `ip route add default via ${addresses.gateway}`,
  ...others.map((other) => `ip route add ${other.podCidr} via ${other.address}`),
  `iptables -w -t nat -A POSTROUTING -s ${clusterCidr} -d ${clusterCidr} -j RETURN`,
  `iptables -w -t nat -A POSTROUTING -s ${clusterCidr} ! -d 224.0.0.0/4 -j MASQUERADE`,
];
