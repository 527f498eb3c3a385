import { X509Certificate } from "node:crypto";
import { clusterAccess } from "../operations/kubeconfig";

/** Days before its end at which to renew a kubeconfig; a deploy of bootstrap does it in its last ten. */
const renewWithin = 10;

/** Says when the certificate of a kubeconfig ends soon, or has ended; nothing otherwise. */
export function expiryProblem(kubeconfig: string, now: Date): string | undefined {
  const { validTo } = new X509Certificate(clusterAccess(kubeconfig).cert);
  const days = Math.floor((Date.parse(validTo) - now.getTime()) / 86_400_000);
  if (days >= renewWithin) return undefined;
  return `The pipeline's kubeconfig ${days < 0 ? "has ended" : `ends in ${days} days`}: deploy bootstrap, and update the secret DEPLOYER_KUBECONFIG.`;
}
