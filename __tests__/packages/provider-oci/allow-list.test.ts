import { CoreVcn } from "@cdktf/provider-oci/lib/core-vcn";
import { OciProvider } from "@cdktf/provider-oci/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import allowList from "../../../packages/provider-oci/allow-list.json";
import packageJson from "../../../packages/provider-oci/package.json";
import schema from "../../../packages/provider-oci/schema/oci-8.28.0.json";

const provider = "registry.terraform.io/oracle/oci";

test("a construct synthesises with the pinned version of the provider", () => {
  const stack = new TerraformStack(Testing.app(), "example");
  new OciProvider(stack, "oci", { region: "eu-example-1" });
  new CoreVcn(stack, "vcn", { compartmentId: "ocid1.compartment.example", cidrBlocks: ["10.0.0.0/16"] });
  const synthesised = JSON.parse(Testing.synth(stack));
  expect(synthesised.terraform.required_providers.oci).toEqual({ source: provider, version: packageJson.version });
  expect(synthesised.resource.oci_core_vcn.vcn).toEqual({
    cidr_blocks: ["10.0.0.0/16"],
    compartment_id: "ocid1.compartment.example",
  });
});

test("the schema is of the package's version and holds exactly what the allow-list names", () => {
  expect(schema.provider_versions[provider]).toBe(packageJson.version);
  expect(Object.keys(schema.provider_schemas[provider].resource_schemas)).toEqual(allowList.resources);
  expect(Object.keys(schema.provider_schemas[provider].data_source_schemas)).toEqual(allowList.dataSources);
});
