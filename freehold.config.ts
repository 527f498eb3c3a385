import { defineConfig } from "./stacks/config";

/**
 * What you may want to change. Every key can be left out, and its default stays within Always Free. The resources of
 * single containers can be set too: stacks/config/platform.ts and stacks/config/apps.ts say how.
 */
export default defineConfig({
  project: {
    // Prefix of every name: 2 to 20 lower-case letters, digits and hyphens. Default: freehold.
    name: "freehold",
    // Where this repository's files are shown: alerts link to their runbooks there. Default: none, and they name its path.
    // filesUrl: "https://github.com/you/freehold/blob/main",
  },
  oci: {
    // Networks that may reach the Kubernetes API, CIDR notation. Default: none; then TF_VAR_admin_cidr names one.
    adminCidrs: [],
    // Public key for SSH from adminCidrs. Default: none, and no port 22.
    // sshPublicKey: "ssh-ed25519 AAAA…",
  },
  network: {
    // Addresses of the cloud network, and of the subnet within it. Defaults: 10.0.0.0/16 and 10.0.0.0/24.
    vcnCidr: "10.0.0.0/16",
    subnetCidr: "10.0.0.0/24",
  },
  nodes: {
    // Size of each node. Together at most 2 OCPUs, 12 GB and 100 GB. Default: 1 OCPU, 6 GB, 50 GB each.
    server: { ocpus: 1, memoryGb: 6, bootVolumeGb: 50 },
    agent: { ocpus: 1, memoryGb: 6, bootVolumeGb: 50 },
  },
  cluster: {
    // Host name of the platform. Default: none, and plain HTTP on the load balancer's address.
    // domain: "tasks.example.org",
    // Hours between two snapshots of etcd, and how many the server keeps. Defaults: 6 and 8.
    snapshots: { intervalHours: 6, retention: 8 },
  },
  budget: {
    // Who is told at the first cent. Default: none; then TF_VAR_alert_email names the address.
    // alertEmail: "you@example.org",
    // Where costs are watched and paid resources refused: "compartment" or "tenancy". Default: compartment.
    scope: "compartment",
  },
  backups: {
    // Days after which a backup is deleted. Default: 14.
    retentionDays: 14,
  },
  connections: {
    // "redpanda" or "redis". Default: redpanda.
    broker: "redpanda",
    // Tasks that are kept, and changes of tasks a day, that the database must have room for. Defaults: 20000 and 250.
    database: { tasks: 20_000, changesPerDay: 220 },
    // What is watched of the two services: Redpanda's metrics, the end of its trial and, by prices, its credit; and, by
    // database.neonProject, the use of Neon's plan. Default: neither.
    // redpanda: { metricsUrl: "https://…/public_metrics", trialEnds: "2026-12-24" },
    // How notifications leave the platform: posted to a webhook, sent by e-mail (port 587 or 465). Default: neither.
    // notifications: {
    //   webhook: true,
    //   email: { host: "smtp.example.org", port: 587, from: "freehold@example.org", to: "you@example.org" },
    // },
    // Where services send traces, by OTLP; headers: true also sends TF_VAR_otlp_headers. Default: nowhere.
    // traces: { endpoint: "https://otlp.example.org", headers: true },
    // Who issues users' tokens, by its key set. Default: none, and a secret that is generated.
    // auth: { jwksUrl: "https://…", issuer: "https://…", audience: "…" },
    // OpenID provider that people may sign in with, and who of them; clientSecret: true asks for TF_VAR_oidc_client_secret.
    // Default: none, and passkeys alone.
    // oidc: { issuer: "https://…", clientId: "…", clientSecret: true, domains: ["example.org"] },
  },
  platform: {
    // How events reach the broker: "dapr", by a sidecar beside each service, or "kafka", without Dapr and on Redpanda only.
    // Default: dapr.
    transport: "dapr",
    // Where the certificate of cluster.domain comes from: Let's Encrypt's "staging" for trials, then "production"; "manual"
    // asks for your own as TF_VAR_tls_certificate and TF_VAR_tls_private_key; "none" is plain HTTP. Default: staging.
    certificate: "staging",
  },
  apps: {
    // What one owner may use; the API refuses more with 429. Defaults: they follow from connections.database, and
    // `npx freehold ledger` shows them.
    // quotas: { tasks: 20_000, changesPerDay: 4_600, historyMbPerDay: 50, sockets: 20 },
  },
  // Terraform state. Default: local files. For a team or a pipeline:
  // state: { backend: "oci", bucket: "…", namespace: "…", region: "…" },
});
