import { z } from "zod";
import { cidrSchema } from "./cidr";

/**
 * How the platform uses Oracle Cloud. What identifies an account (tenancy, region, availability domains) is no
 * configuration: it enters as Terraform variables, see `.env.example`.
 */
export const ociSchema = z.strictObject({
  adminCidrs: z
    .array(
      cidrSchema.refine(
        (cidr) => !cidr.endsWith("/0"),
        "opens the Kubernetes API to everyone: name the networks of the administrators, such as 203.0.113.7/32",
      ),
    )
    .max(10, "must hold at most 10 networks: merge neighbours into a wider one")
    .default([])
    .describe(
      "Up to 10 networks (CIDR) that may reach the Kubernetes API (6443) and SSH. Without one, set `TF_VAR_admin_cidr`.",
    ),
  sshPublicKey: z
    .string()
    .regex(
      /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/=]+( .*)?$/,
      "must be a public key in OpenSSH format, such as the content of ~/.ssh/id_ed25519.pub",
    )
    .optional()
    .describe("Public key for SSH as `ubuntu`; without one, port 22 stays closed. Affects new machines only."),
});
