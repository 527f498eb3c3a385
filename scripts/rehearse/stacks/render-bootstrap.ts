import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { z } from "zod";
import type { NodeRole } from "../../../services/contracts/node-role";
import { issueCertificates } from "./issue-certificates";
import type { Synthesised } from "./synthesised";
import { evaluate } from "./terraform-expression";

export interface BootstrapFacts {
  /** Address of the load balancer. Default: 203.0.113.9. */
  readonly loadBalancerIp?: string;
  /** Checksum of k3s. */
  readonly k3sSha256?: string;
}

const cloudConfigSchema = z.strictObject({
  write_files: z.array(
    z.strictObject({
      path: z.string(),
      permissions: z.string(),
      encoding: z.literal("b64").optional(),
      content: z.string(),
    }),
  ),
  runcmd: z.array(z.array(z.string())),
});

/** A file as cloud-init leaves it on the machine. */
export interface InstalledFile {
  path: string;
  mode: number;
  content: string;
}

export interface RenderedUserData {
  /** As it stands in the metadata of the machine. */
  userData: string;
  /** As cloud-init reads it. */
  cloudConfig: string;
  files: InstalledFile[];
  commands: string[][];
}

/** What an apply of the stack bootstrap hands on: keys and certificates are issued for real, the rest is made up. */
export async function renderBootstrap(stack: Synthesised, facts: BootstrapFacts = {}) {
  const issued = await issueCertificates(stack);
  const resolve = (reference: string): string => {
    if (reference === "var.k3s_sha256") return facts.k3sSha256 ?? "0".repeat(64);
    if (/remote_state.*network.*ip_address$/.test(reference)) return facts.loadBalancerIp ?? "203.0.113.9";
    if (/remote_state.*network.*namespace$/.test(reference)) return "examplens";
    if (/remote_state.*network.*bucket.*name$/.test(reference)) return "freehold-backups";
    const value = issued.get(reference);
    if (value === undefined) throw new Error(`${reference} is not known`);
    return value;
  };
  const userData = (role: NodeRole): RenderedUserData => {
    const local = Object.entries(stack.locals ?? {}).find(([name]) => name.startsWith(`${role}_`));
    const rendered = z.string().parse(evaluate(String(local?.[1]), resolve));
    const cloudConfig = gunzipSync(Buffer.from(rendered, "base64")).toString();
    const { write_files, runcmd } = cloudConfigSchema.parse(parse(cloudConfig));
    const files = write_files.map(({ path, permissions, encoding, content }) => ({
      path,
      mode: Number.parseInt(permissions, 8),
      content: encoding ? Buffer.from(content, "base64").toString() : content,
    }));
    return { userData: rendered, cloudConfig, files, commands: runcmd };
  };
  return {
    issued,
    server: userData("server"),
    agent: userData("agent"),
    /** An output, such as a kubeconfig. */
    output: (name: string): string => z.string().parse(evaluate(String(stack.output?.[name]?.value), resolve)),
  };
}

/** The content of one file of a machine. */
export function fileOf({ files }: RenderedUserData, path: string): string {
  const found = files.find((file) => file.path === path);
  if (!found) throw new Error(`${path} is not in the user data`);
  return found.content;
}
