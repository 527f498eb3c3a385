import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ociCredentials } from "../../../scripts/oci/credentials";

const folder = mkdtempSync(path.join(tmpdir(), "oci-"));
const keyFile = path.join(folder, "key.pem");
const pem = (name: string) => `-----BEGIN ${name} PRIVATE KEY-----`;
writeFileSync(keyFile, pem("FILE"));
const fingerprint = Array(16).fill("0a").join(":");
const configFile = path.join(folder, "config");
writeFileSync(
  configFile,
  `[DEFAULT]
user=ocid1.user.oc1..default
fingerprint=${fingerprint}
tenancy = ocid1.tenancy.oc1..default
region=eu-frankfurt-1
key_file=${keyFile}

[OTHER]
user=ocid1.user.oc1..other
`,
);

test("reads the profile DEFAULT of Oracle's own file", () => {
  expect(ociCredentials({ OCI_CLI_CONFIG_FILE: configFile })).toEqual({
    tenancy: "ocid1.tenancy.oc1..default",
    user: "ocid1.user.oc1..default",
    fingerprint,
    region: "eu-frankfurt-1",
    privateKey: pem("FILE"),
  });
});

test("the environment goes before the file, by the names that Terraform's provider reads", () => {
  const env = {
    OCI_CLI_CONFIG_FILE: configFile,
    TF_VAR_region: "uk-london-1",
    OCI_USER_OCID: "ocid1.user.oc1..environment",
    OCI_PRIVATE_KEY: `${pem("ENV")}\\n`,
  };
  expect(ociCredentials(env)).toMatchObject({
    region: "uk-london-1",
    user: "ocid1.user.oc1..environment",
    privateKey: `${pem("ENV")}\n`,
  });
});

test("names what is missing, and shows no value", () => {
  const env = {
    OCI_CLI_CONFIG_FILE: configFile,
    OCI_CONFIG_FILE_PROFILE: "OTHER",
    OCI_FINGERPRINT: "not-a-fingerprint",
  };
  const attempt = () => ociCredentials(env);
  expect(attempt).toThrow(/lack, or have in a wrong form: tenancy, fingerprint, region, privateKey\./);
  expect(attempt).not.toThrow(/not-a-fingerprint/);
});
