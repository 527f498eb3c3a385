import type { ReleaseSetSensitive } from "@cdktf/provider-helm/lib/release";
import { CertRequest } from "@cdktf/provider-tls/lib/cert-request";
import { LocallySignedCert } from "@cdktf/provider-tls/lib/locally-signed-cert";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { SelfSignedCert } from "@cdktf/provider-tls/lib/self-signed-cert";
import { Construct } from "constructs";

/** Ten years. Dapr's own root would live one, and Dapr does not renew it: all sidecars would then stop talking. */
const validityHours = 10 * 365 * 24;

const allowedUses = ["cert_signing", "crl_signing"];

/** The authority that signs the certificates of all sidecars, made by us and handed to Dapr's sentry. */
export class DaprTrustRoot extends Construct {
  /** For the chart `dapr`. */
  readonly setSensitive: ReleaseSetSensitive[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = this.key("root-key");
    const root = new SelfSignedCert(this, "root", {
      privateKeyPem: key.privateKeyPem,
      subject: [{ commonName: "Dapr root", organization: "Freehold" }],
      isCaCertificate: true,
      setSubjectKeyId: true,
      validityPeriodHours: validityHours,
      allowedUses,
    });
    const issuerKey = this.key("issuer-key");
    const request = new CertRequest(this, "issuer-request", {
      privateKeyPem: issuerKey.privateKeyPem,
      subject: [{ commonName: "Dapr issuer", organization: "Freehold" }],
    });
    const issuer = new LocallySignedCert(this, "issuer", {
      certRequestPem: request.certRequestPem,
      caPrivateKeyPem: key.privateKeyPem,
      caCertPem: root.certPem,
      isCaCertificate: true,
      setSubjectKeyId: true,
      validityPeriodHours: validityHours,
      allowedUses,
    });
    this.setSensitive = [
      { name: "dapr_sentry.tls.root.certPEM", value: root.certPem },
      { name: "dapr_sentry.tls.issuer.certPEM", value: issuer.certPem },
      { name: "dapr_sentry.tls.issuer.keyPEM", value: issuerKey.privateKeyPem },
    ];
  }

  private key(id: string): PrivateKey {
    return new PrivateKey(this, id, { algorithm: "ECDSA", ecdsaCurve: "P256" });
  }
}
