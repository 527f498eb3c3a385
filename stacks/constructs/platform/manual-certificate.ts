import type { Construct } from "constructs";
import type { Manifest } from "../kubernetes/manifests";
import { Secret } from "../kubernetes/secret";
import { requiredVariable } from "../terraform/required-variable";
import { traefikNamespace } from "./traefik-config";

/** Source: https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tls/tlsstore/ */
interface TlsStore extends Manifest {
  spec: { defaultCertificate: { secretName: string } };
}

/** A certificate that the user hands over, as the one that Traefik shows to every client. Answers Traefik's setting for it. */
export function manualCertificate(scope: Construct): TlsStore {
  const secretName = "manual-certificate";
  const certificate = requiredVariable(scope, "tls_certificate", {
    description:
      "Certificate of cluster.domain with those that lead to its authority, PEM (platform.certificate: manual)",
    pattern: "-----BEGIN CERTIFICATE-----[\\s\\S]+",
    format: "must be PEM, beginning with -----BEGIN CERTIFICATE-----",
  });
  const privateKey = requiredVariable(scope, "tls_private_key", {
    description: "Key of that certificate, PEM, without a password",
    pattern: "-----BEGIN ([A-Z]+ )?PRIVATE KEY-----[\\s\\S]+",
    format: "must be PEM, beginning with -----BEGIN PRIVATE KEY-----",
    sensitive: true,
  });
  new Secret(scope, {
    name: secretName,
    namespace: traefikNamespace,
    type: "kubernetes.io/tls",
    data: { "tls.crt": certificate, "tls.key": privateKey },
  });
  // Traefik reads the store of this name, and no other.
  return {
    apiVersion: "traefik.io/v1alpha1",
    kind: "TLSStore",
    metadata: { name: "default", namespace: traefikNamespace },
    spec: { defaultCertificate: { secretName } },
  };
}
