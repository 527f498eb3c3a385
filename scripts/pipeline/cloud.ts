import { readFileSync } from "node:fs";
import { z } from "zod";
import { Terraform } from "../operations/terraform";
import type { AskNetwork } from "./api-port";
import { ociRequest } from "./oci-request";

/** The same variables as Terraform's (.env.example). */
const environmentSchema = z.object({
  TF_VAR_tenancy_ocid: z.string().min(1),
  TF_VAR_region: z.string().min(1),
  OCI_USER_OCID: z.string().min(1),
  OCI_FINGERPRINT: z.string().min(1),
  OCI_PRIVATE_KEY_PATH: z.string().min(1),
});

/** Asks Oracle Cloud about network security groups, as the user whose key is in the environment. */
export function askNetwork(): AskNetwork {
  const env = environmentSchema.parse(process.env);
  const key = {
    tenancy: env.TF_VAR_tenancy_ocid,
    user: env.OCI_USER_OCID,
    fingerprint: env.OCI_FINGERPRINT,
    privateKey: readFileSync(env.OCI_PRIVATE_KEY_PATH, "utf8"),
  };
  const base = `https://iaas.${env.TF_VAR_region}.oraclecloud.com/20160918/networkSecurityGroups`;
  return (method, path, body) => ociRequest(key, method, base + path, body);
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
