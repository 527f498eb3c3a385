import { parse } from "yaml";
import { z } from "zod";
import { OperationError } from "./operation-error";
import { Terraform } from "./terraform";

/** What kubectl reads (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/); keys that we do not know are kept. */
export const kubeconfigSchema = z.looseObject({
  clusters: z.array(z.looseObject({ name: z.string() })).default([]),
  users: z.array(z.looseObject({ name: z.string() })).default([]),
  contexts: z.array(z.looseObject({ name: z.string() })).default([]),
  "current-context": z.string().optional(),
});
export type Kubeconfig = z.output<typeof kubeconfigSchema>;

/** Whose kubeconfig: an administrator's, or that of a pipeline. */
export type KubeconfigOwner = "admin" | "deployer";
const outputNames = { admin: "kubeconfig", deployer: "deployer_kubeconfig" } as const;

/**
 * The kubeconfig that the stack bootstrap made, as text.
 *
 * @throws {OperationError} if bootstrap is not deployed, or does not have it
 */
export async function readKubeconfig(owner: KubeconfigOwner): Promise<string> {
  const bootstrap = new Terraform("bootstrap");
  await bootstrap.init();
  const value = (await bootstrap.outputs())[outputNames[owner]];
  if (typeof value === "string") return value;
  throw new OperationError(
    `bootstrap has no output ${outputNames[owner]}: deploy it first, with npx freehold deploy bootstrap`,
  );
}

const accessSchema = z.object({
  clusters: z.tuple([z.object({ cluster: z.object({ server: z.url(), "certificate-authority-data": z.base64() }) })]),
  users: z.tuple([
    z.object({ user: z.object({ "client-certificate-data": z.base64(), "client-key-data": z.base64() }) }),
  ]),
});

/** How to reach the API: its address, and PEM for TLS. */
export interface ClusterAccess {
  readonly server: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** What a kubeconfig of ours, with one cluster and one user, says. */
export function clusterAccess(kubeconfig: string): ClusterAccess {
  const { clusters, users } = accessSchema.parse(parse(kubeconfig));
  const { cluster } = clusters[0];
  const { user } = users[0];
  const pem = (base64: string) => Buffer.from(base64, "base64").toString("utf8");
  return {
    server: cluster.server,
    ca: pem(cluster["certificate-authority-data"]),
    cert: pem(user["client-certificate-data"]),
    key: pem(user["client-key-data"]),
  };
}
