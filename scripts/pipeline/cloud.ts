import { z } from "zod";
import { ociCredentials } from "../oci/credentials";
import { OciClient } from "../oci/oci-client";
import { Terraform } from "../operations/terraform";
import type { AskNetwork } from "./api-port";

/** Asks Oracle Cloud about network security groups, with the credentials that Terraform has. */
export function askNetwork(): AskNetwork {
  const client = new OciClient(ociCredentials());
  return (method, path, body) =>
    client.request(method, `iaas.${client.region}`, `/20160918/networkSecurityGroups${path}`, body);
}

/** The security groups that stand before the Kubernetes API: the load balancer's and the server's. */
export async function apiSecurityGroups(): Promise<string[]> {
  const network = new Terraform("network");
  await network.init();
  const groups = (await network.resources()).filter(
    ({ type, values }) =>
      type === "oci_core_network_security_group" && /-(load-balancer|control-plane)$/.test(String(values.display_name)),
  );
  return groups.map(({ values }) => z.string().parse(values.id));
}

/** The address from which this machine is seen. */
export async function ownAddress(): Promise<string> {
  const response = await fetch("https://checkip.amazonaws.com", { signal: AbortSignal.timeout(30_000) });
  return (await response.text()).trim();
}
