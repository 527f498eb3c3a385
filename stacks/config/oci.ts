import { z } from "zod";
import { cidrSchema } from "./cidr";

/**
 * How the platform uses Oracle Cloud. What identifies an account (tenancy, region, availability domains) is no
 * configuration: it enters as Terraform variables, see `.env.example`.
 */
export const ociSchema = z.strictObject({
  /**
   * Networks from which the Kubernetes API (6443), and SSH if a key is set, can be reached: up to 10, IPv4, CIDR notation.
   * Default: none, and then one network is asked for as the Terraform variable `admin_cidr`, so that it needs not be committed.
   */
  adminCidrs: z
    .array(
      cidrSchema.refine(
        (cidr) => !cidr.endsWith("/0"),
        "opens the Kubernetes API to everyone: name the networks of the administrators, such as 203.0.113.7/32",
      ),
    )
    .max(10, "must hold at most 10 networks: merge neighbours into a wider one")
    .default([]),
  /**
   * Public key, in OpenSSH format, that may log in as `ubuntu` on both nodes, from `adminCidrs` only.
   * Default: none, and then no node listens to the outside on port 22. A change after the nodes exist has no effect on them.
   */
  sshPublicKey: z
    .string()
    .regex(
      /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/=]+( .*)?$/,
      "must be a public key in OpenSSH format, such as the content of ~/.ssh/id_ed25519.pub",
    )
    .optional(),
});
