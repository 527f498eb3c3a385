import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { OciBackend } from "../../../../stacks/constructs/terraform/oci-backend";

test("stands in HCL as it does in JSON, and so does what another stack reads", () => {
  const app = Testing.app();
  const producer = new TerraformStack(app, "producer");
  const backend = new OciBackend(producer, {
    bucket: "states",
    namespace: "examplens",
    region: "eu-frankfurt-1",
    key: "producer/terraform.tfstate",
  });
  const consumer = new TerraformStack(app, "consumer");
  const remote = backend.getRemoteStateDataSource(consumer, "producer");
  new TerraformOutput(consumer, "address", { value: remote.getString("address") });

  expect(Testing.synthHcl(producer)).toContain('backend "oci" {');
  for (const hcl of [Testing.synthHcl(producer), Testing.synthHcl(consumer)]) {
    expect(hcl).toMatch(/bucket\s+= "states"/);
    expect(hcl).toMatch(/namespace\s+= "examplens"/);
    expect(hcl).toMatch(/region\s+= "eu-frankfurt-1"/);
    expect(hcl).toMatch(/key\s+= "producer\/terraform\.tfstate"/);
  }
  expect(Testing.synthHcl(consumer)).toContain("data.terraform_remote_state.producer.outputs.address");
});
