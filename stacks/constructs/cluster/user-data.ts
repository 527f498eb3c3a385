import { readdirSync } from "node:fs";
import path from "node:path";
import { AssetType, Fn, TerraformAsset, TerraformLocal } from "cdktf";
import { Construct } from "constructs";

const sources = path.resolve(__dirname, "../../../cloud-init");

/** The folder cloud-init/, whose files are put on every node as they are, in the places that they have in it. */
export function cloudInitFiles(scope: Construct): TerraformAsset {
  return new TerraformAsset(scope, "cloud-init", { path: sources, type: AssetType.DIRECTORY });
}

export interface UserDataProps {
  /** See cloudInitFiles. Terraform reads them, so that their text needs no escaping. */
  readonly files: TerraformAsset;
  /** What the files in cloud-init/ read, and the only place where values enter. */
  readonly variables: Record<string, string>;
  /** Files with secrets, by absolute path; only root may read them. */
  readonly secretFiles: Record<string, string>;
}

/**
 * What a machine does at its first start, for cloud-init. Terraform puts it together, so that secrets never stand in a
 * synthesised file. Oracle Cloud takes 32,000 bytes of metadata, hence the compression
 * (https://docs.oracle.com/iaas/api/#/en/iaas/latest/datatypes/LaunchInstanceDetails).
 */
export class UserData extends Construct {
  /** Compressed, in base64, as the metadata key `user_data` takes it. */
  readonly value: string;

  constructor(scope: Construct, id: string, { files, variables, secretFiles }: UserDataProps) {
    super(scope, id);
    const header = Object.entries(variables).flatMap(([name, value]) => [`${name}='`, value, "'\n"]);
    const cloudConfig = {
      write_files: [
        { path: "/etc/freehold/node.env", permissions: "0644", content: Fn.join("", header) },
        ...Object.entries(secretFiles).map(([path, content]) => ({
          path,
          permissions: "0600",
          encoding: "b64",
          content: Fn.base64encode(content),
        })),
        ...sourceFiles().map((file) => ({
          path: `/${file}`,
          permissions: file.endsWith(".sh") ? "0755" : "0644",
          content: Fn.file(`${files.path}/${file}`),
        })),
      ],
      runcmd: [["/opt/freehold/bootstrap.sh"]],
    };
    const local = new TerraformLocal(
      this,
      "user-data",
      Fn.base64gzip(Fn.join("\n", ["#cloud-config", Fn.yamlencode(cloudConfig)])),
    );
    this.value = local.asString;
  }
}

/** Every file below cloud-init/, as a path within it. */
const sourceFiles = (): string[] =>
  readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(sources, path.join(parentPath, name)))
    .sort();
