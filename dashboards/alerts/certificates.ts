import { jobs } from "../jobs";
import { alert, type RuleGroup } from "./rule";

const day = 24 * 60 * 60;

/**
 * What ends by date.
 * @param sidecars whether services run beside Dapr sidecars
 */
export const certificates = (sidecars: boolean): RuleGroup => ({
  name: "certificates",
  rules: [
    alert({
      name: "CertificateExpires",
      severity: "critical",
      // Traefik renews 30 days ahead: with two weeks left it has failed for two weeks. Its own default certificate is
      // none that a user sees.
      expr: `traefik_tls_certs_not_after{cn!="TRAEFIK DEFAULT CERT"} - time() < ${14 * day}`,
      lasting: "1h",
      summary: "The certificate of {{ $labels.cn }} ends within two weeks and is not renewed",
    }),
    ...(sidecars ? [issuerExpires()] : []),
  ],
});

const issuerExpires = () =>
  alert({
    name: "DaprIssuerExpires",
    severity: "warning",
    expr: `min(dapr_sentry_issuercert_expiry_timestamp{job="${jobs.daprControlPlane}"}) - time() < ${90 * day}`,
    lasting: "1h",
    summary: "Dapr's issuer certificate ends within 90 days: rotate it (docs/how-to/rotate-secrets.md)",
  });
