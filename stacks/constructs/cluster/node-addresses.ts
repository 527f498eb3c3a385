import type { NodeRole } from "../../../services/contracts/node-role";
import type { Config } from "../../config";
import { cidrHost } from "../../config/cidr";

/** Fixed private addresses of the nodes: etcd's member list and the agent's configuration hold the server's permanently. */
export function nodeAddresses({ network }: Config): Record<NodeRole, string> {
  return { server: cidrHost(network.subnetCidr, 10), agent: cidrHost(network.subnetCidr, 11) };
}
