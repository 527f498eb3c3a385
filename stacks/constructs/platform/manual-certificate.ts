import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Manifest } from "../kubernetes/manifests";
import { Secret } from "../kubernetes/secret";
import { requiredVariable } from "../terraform/required-variable";
import { traefikNamespace } from "./traefik-config";

/** Source: https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tls/tlsstore/ */
interface TlsStore extends Manifest {
  spec: { defaultCertificate: { secretName: string } };
}

const secretName = "manual-certificate";

/** The Secret with a certificate that the user hands over as two variables. Traefik shows it to every client. */
export class ManualCertificate extends Secret {
  /** Tells Traefik to show the certificate. Traefik reads the store of this name, and no other. */
  readonly tlsStore: TlsStore = {
    apiVersion: "traefik.io/v1alpha1",
    kind: "TLSStore",
    metadata: { name: "default", namespace: traefikNamespace },
    spec: { defaultCertificate: { secretName } },
  };

  constructor(scope: Construct, id: string) {
    const stack = TerraformStack.of(scope);
    const certificate = requiredVariable(stack, "tls_certificate", {
      description:
        "Certificate of cluster.domain with those that lead to its authority, PEM (platform.certificate: manual)",
      pattern: "-----BEGIN CERTIFICATE-----[\\s\\S]+",
      format: "must be PEM, beginning with -----BEGIN CERTIFICATE-----",
    });
    const privateKey = requiredVariable(stack, "tls_private_key", {
      description: "Key of that certificate, PEM, without a password",
      pattern: "-----BEGIN ([A-Z]+ )?PRIVATE KEY-----[\\s\\S]+",
      format: "must be PEM, beginning with -----BEGIN PRIVATE KEY-----",
      sensitive: true,
    });
    super(scope, {
      id,
      name: secretName,
      namespace: traefikNamespace,
      type: "kubernetes.io/tls",
      data: { "tls.crt": certificate, "tls.key": privateKey },
    });
  }
}
