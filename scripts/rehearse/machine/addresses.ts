/**
 * Every address of the rehearsal. The nodes have those that the stack network would give them; what stands outside of the
 * cloud network has addresses that are reserved for tests of networks (RFC 2544). Those for documentation (RFC 5737) are in
 * use where computers are made for a test, and a route to ours would hide the registries of packages.
 */
export const addresses = {
  /** Gateway of the nodes, on the bridge. */
  gateway: "10.0.0.1",
  /** The load balancer, and the end of the link to this machine. */
  loadBalancer: "198.18.0.2",
  /** This machine, as seen from the nodes. */
  host: "198.18.0.1",
  /** Postgres, in place of Neon. */
  postgres: "198.18.1.10",
  /** Kafka, in place of Redpanda. */
  kafka: "198.18.1.11",
  /** Pebble, in place of Let's Encrypt. */
  acme: "198.18.1.12",
  /** Receives webhooks and mails. */
  inbox: "198.18.1.13",
  /** A stranger on the internet: nothing may be reached from pods there. */
  stranger: "198.18.1.99",
  /** Oracle's metadata service and name server. */
  metadata: "169.254.169.254",
} as const;

/** Further addresses of this machine, so that clients can be many: Traefik limits each. */
export const clientAddresses = Array.from({ length: 20 }, (_, index) => `198.18.0.${100 + index}`);

/** The network that holds everything outside of the cloud network. */
export const outsideNetwork = "198.18.1.0/24";

/** Host names that the name server outside knows. */
export const hostNames = {
  domain: "tasks.rehearsal.test",
  postgres: "postgres.rehearsal.test",
  kafka: "kafka.rehearsal.test",
  acme: "acme-staging-v02.api.letsencrypt.org",
  inbox: "inbox.rehearsal.test",
} as const;

/** Cluster addresses that k3s gives out by default. */
export const clusterDns = "10.43.0.10";
