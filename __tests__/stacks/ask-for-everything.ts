import type { ConfigInput } from "../../stacks/config";

/** With the default configuration and the next, this one asks for every variable that there is. */
export const askForEverything: ConfigInput = {
  cluster: { domain: "tasks.example.org" },
  connections: {
    broker: "redis",
    traces: { endpoint: "https://otlp.example.org", headers: true },
    oidc: { issuer: "https://id.example.org", clientId: "freehold", clientSecret: true, domains: ["example.org"] },
    database: { neonProject: "quiet-sea-12345678" },
    notifications: {
      webhook: true,
      email: { host: "smtp.example.org", from: "freehold@example.org", to: "you@example.org" },
    },
  },
  platform: { certificate: "manual", alertmanager: { webhook: true } },
};

/** What is only asked for where Redpanda is the broker. */
export const askForAllOfRedpanda: ConfigInput = {
  connections: {
    redpanda: { metricsUrl: "https://console-1.example.redpanda.com/api/cloud/prometheus/public_metrics" },
  },
};
