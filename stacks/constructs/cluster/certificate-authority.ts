import { CertRequest } from "@cdktf/provider-tls/lib/cert-request";
import { LocallySignedCert } from "@cdktf/provider-tls/lib/locally-signed-cert";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { SelfSignedCert } from "@cdktf/provider-tls/lib/self-signed-cert";
import { Construct } from "constructs";

/** Ten years, in hours. k3s does not renew authorities either (https://docs.k3s.io/cli/certificate). */
const authorityLifetimeHours = 10 * 365 * 24;

/** A client certificate's life, and how long before its end a plan renews it, both in hours. */
const clientLifetimeHours = 30 * 24;
const clientRenewalHours = 10 * 24;

/** A key and what it proves; both PEM. Terraform knows the values, the synthesised files only refer to them. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/**
 * A self-signed certificate authority for one purpose, as k3s makes one for each itself. It never renews: its key stands
 * in the user data of machines, and a change would ask for new machines.
 */
export class CertificateAuthority extends Construct implements KeyPair {
  readonly certificate: string;
  readonly privateKey: string;

  /** @param purpose stands in the subject, so that every authority has a name of its own */
  constructor(scope: Construct, id: string, purpose: string) {
    super(scope, id);
    const key = new PrivateKey(this, "key", { algorithm: "ECDSA", ecdsaCurve: "P256" });
    const certificate = new SelfSignedCert(this, "certificate", {
      privateKeyPem: key.privateKeyPem,
      subject: [{ commonName: `k3s-${purpose}-ca` }],
      isCaCertificate: true,
      allowedUses: ["cert_signing", "digital_signature", "key_encipherment"],
      validityPeriodHours: authorityLifetimeHours,
    });
    this.certificate = certificate.certPem;
    this.privateKey = key.privateKeyPem;
  }

  /**
   * Issues a certificate to a client of Kubernetes. It is short-lived, since Kubernetes cannot revoke one, and renews with
   * the first plan in its last ten days.
   *
   * @param user who the client is
   * @param group the group that it belongs to
   */
  issueClientCertificate(id: string, user: string, group: string): KeyPair {
    const key = new PrivateKey(this, `${id}-key`, { algorithm: "ECDSA", ecdsaCurve: "P256" });
    const request = new CertRequest(this, `${id}-request`, {
      privateKeyPem: key.privateKeyPem,
      subject: [{ commonName: user, organization: group }],
    });
    const { certPem } = new LocallySignedCert(this, `${id}-certificate`, {
      certRequestPem: request.certRequestPem,
      caPrivateKeyPem: this.privateKey,
      caCertPem: this.certificate,
      allowedUses: ["digital_signature", "client_auth"],
      validityPeriodHours: clientLifetimeHours,
      earlyRenewalHours: clientRenewalHours,
    });
    return { certificate: certPem, privateKey: key.privateKeyPem };
  }
}
