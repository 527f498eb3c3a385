import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Terraform } from "../../../scripts/operations/terraform";
import { stackFolder } from "../../helpers/terminal";

const version = spawnSync("terraform", ["version", "-json"], { encoding: "utf8" });
if (version.status !== 0) console.warn("Skipped: a provider mirror with a real Terraform, which is not on PATH");
const real = version.status === 0 ? test : test.skip;

/** A provider that no registry has. */
const source = "registry.terraform.io/freehold-test/mirrored";
const stack = { terraform: { required_providers: { mirrored: { source, version: "1.2.3" } } } };

let mirror: string;
beforeEach(() => {
  mirror = mkdtempSync(path.join(tmpdir(), "mirror-"));
});
afterEach(() => {
  delete process.env.TF_CLI_CONFIG_FILE;
  rmSync(mirror, { recursive: true });
});

real("a first deploy takes its providers from a mirror, and asks no registry for their checksums", async () => {
  const { platform } = JSON.parse(version.stdout);
  const provider = path.join(mirror, source, "1.2.3", platform);
  mkdirSync(provider, { recursive: true });
  writeFileSync(path.join(provider, "terraform-provider-mirrored_v1.2.3"), "", { mode: 0o755 });
  process.env.TF_CLI_CONFIG_FILE = path.join(mirror, "terraformrc");
  writeFileSync(
    process.env.TF_CLI_CONFIG_FILE,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  const { outdir, folder } = stackFolder(stack);
  await new Terraform("network", outdir).init();
  expect(readFileSync(path.join(folder, ".terraform.lock.hcl"), "utf8")).toContain(`provider "${source}"`);
});
