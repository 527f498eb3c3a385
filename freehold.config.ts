import { defineConfig } from "./stacks/config";

/**
 * What you may want to change. Every key has a default that stays within Always Free, so all of it can be left out;
 * docs and defaults of the remaining keys are in stacks/config/, a file for each section.
 */
export default defineConfig({
  project: {
    // Prefix of every name. Default: freehold.
    name: "freehold",
  },
  oci: {
    // Networks that may reach the Kubernetes API. Default: none; then TF_VAR_admin_cidr names one.
    adminCidrs: [],
    // Public key for SSH from adminCidrs. Default: none, and no port 22.
    // sshPublicKey: "ssh-ed25519 AAAA…",
  },
  cluster: {
    // Host name of the platform. Default: none, and plain HTTP on the load balancer's address.
    // domain: "tasks.example.org",
  },
  budget: {
    // Who is told at the first cent. Default: none; then TF_VAR_alert_email names the address.
    // alertEmail: "you@example.org",
    // Where costs are watched and paid resources refused: "compartment" or "tenancy". Default: compartment.
    scope: "compartment",
  },
  connections: {
    // "redpanda" or "redis". Default: redpanda.
    broker: "redpanda",
  },
  // Terraform state. Default: local files. For a team or a pipeline:
  // state: { backend: "oci", bucket: "…", namespace: "…", region: "…" },
});
