import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { run } from "../machine/run";
import type { RenderedUserData } from "../stacks/render-bootstrap";

const configSchema = z.object({
  "node-name": z.string(),
  "node-ip": z.string(),
  "kubelet-arg": z.array(z.string()),
  "kube-apiserver-arg": z.array(z.string()).default([]),
  "cluster-cidr": z.string().optional(),
  "service-cidr": z.string().optional(),
});

/** What a machine of the stack bootstrap gets by cloud-init, in a folder. */
export interface NodeFiles {
  /** The folder that stands for the machine's root. */
  root: string;
  /** The configuration of k3s, as the machine's own script wrote it. */
  config: z.output<typeof configSchema>;
}

/** Puts the files of a machine's user data into a folder, and runs the script there that configures k3s. */
export function writeNodeFiles(root: string, { files }: RenderedUserData): NodeFiles {
  for (const folder of ["dev", "var/log"]) mkdirSync(path.join(root, folder), { recursive: true });
  for (const { path: name, content, mode } of files) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
  }
  run("env", [`ROOT=${root}`, "bash", path.join(root, "opt/freehold/configure-k3s.sh")]);
  const config = configSchema.parse(parse(readFileSync(path.join(root, "etc/rancher/k3s/config.yaml"), "utf8")));
  return { root, config };
}

/** The value of an argument such as `kube-reserved=cpu=250m`, whose form is name=value. */
export function argument(args: readonly string[], name: string): string {
  const found = args.find((each) => each.startsWith(`${name}=`));
  if (found === undefined) throw new Error(`The configuration of k3s has no argument ${name}`);
  return found.slice(name.length + 1);
}
