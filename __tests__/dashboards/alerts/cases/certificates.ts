import type { AlertCase } from "./alert-case";

export const certificatesCases: AlertCase[] = [
  {
    alert: "CertificateExpires",
    title: "ten days left, Traefik's own aside",
    series: {
      'traefik_tls_certs_not_after{cn="tasks.example.org"}': "864000x120",
      'traefik_tls_certs_not_after{cn="TRAEFIK DEFAULT CERT"}': "864000x120",
    },
    quiet: ["59m"],
    fires: "61m",
    labels: { cn: "tasks.example.org" },
    summary: "The certificate of tasks.example.org ends within two weeks and is not renewed",
  },
  {
    alert: "DaprIssuerExpires",
    title: "60 days left",
    series: { 'dapr_sentry_issuercert_expiry_timestamp{job="dapr-control-plane"}': "5184000x120" },
    quiet: ["59m"],
    fires: "61m",
    labels: {},
    summary: "Dapr's issuer certificate ends within 90 days: rotate it (docs/how-to/rotate-secrets.md)",
  },
];
