import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { OperationError } from "../operations/operation-error";

const keySchema = z.object({
  tenancy: z.string().startsWith("ocid1.tenancy."),
  user: z.string().startsWith("ocid1.user."),
  fingerprint: z.string().regex(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
  region: z.string().regex(/^[a-z]+(-[a-z]+)+-\d+$/),
  privateKey: z.string().includes("PRIVATE KEY-----"),
  passphrase: z.string().optional(),
});

/** An API signing key and whose it is. */
export type OciCredentials = z.output<typeof keySchema>;

/**
 * Finds the credentials where Terraform's provider does: in the environment, each as TF_VAR_name or OCI_NAME, then in a
 * profile of ~/.oci/config (https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm).
 *
 * @throws {OperationError} that names what is missing; never with a value
 */
export function ociCredentials(env: NodeJS.ProcessEnv = process.env): OciCredentials {
  const fromEnvironment = (name: string) => env[`TF_VAR_${name}`] || env[`OCI_${name.toUpperCase()}`];
  const profile = readProfile(
    env.OCI_CLI_CONFIG_FILE ?? path.join(homedir(), ".oci", "config"),
    fromEnvironment("config_file_profile") ?? "DEFAULT",
  );
  const keyFile = fromEnvironment("private_key_path") ?? profile.key_file;
  const result = keySchema.safeParse({
    tenancy: fromEnvironment("tenancy_ocid") ?? profile.tenancy,
    user: fromEnvironment("user_ocid") ?? profile.user,
    fingerprint: fromEnvironment("fingerprint") ?? profile.fingerprint,
    region: fromEnvironment("region") ?? profile.region,
    privateKey: fromEnvironment("private_key")?.replaceAll("\\n", "\n") ?? readKey(keyFile),
    passphrase: fromEnvironment("private_key_password") ?? profile.pass_phrase,
  });
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map(({ path: [name] }) => String(name)))].join(", ");
  throw new OperationError(`The credentials of Oracle Cloud lack, or have in a wrong form: ${names}`, {
    fix: "Make an API key (console: My profile, API keys) and put its lines into ~/.oci/config",
  });
}

/** The settings of a profile; of one that does not exist, none. */
function readProfile(file: string, name: string): Record<string, string | undefined> {
  if (!existsSync(file)) return {};
  const sections = readFileSync(file, "utf8").split(/^\s*\[(.+)\]\s*$/m);
  const index = sections.indexOf(name);
  const lines = index < 0 ? [] : (sections[index + 1] ?? "").split("\n");
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, key, value] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return key ? [[key, value]] : [];
    }),
  );
}

function readKey(file: string | undefined): string | undefined {
  const absolute = file?.replace(/^~(?=\/)/, homedir());
  return absolute && existsSync(absolute) ? readFileSync(absolute, "utf8") : undefined;
}
