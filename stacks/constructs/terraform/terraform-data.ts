import { type TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

interface TerraformDataProps extends TerraformMetaArguments {
  /**
   * A value to keep in the state; `output` repeats it once the provisioners are done.
   * @default none
   */
  readonly input?: Record<string, string>;
  /**
   * Values whose change replaces the resource, and so runs its provisioners again.
   * @default none: the provisioners run once
   */
  readonly triggersReplace?: Record<string, string>;
}

/**
 * A `terraform_data` (https://developer.hashicorp.com/terraform/language/resources/terraform-data). CDKTF's own DataResource
 * starts `terraform version` for each one in a synth, which then needs Terraform and waits for it; the `required_version`
 * of every stack says the same when Terraform runs.
 */
export class TerraformData extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: TerraformDataProps,
  ) {
    super(scope, id, { ...props, terraformResourceType: "terraform_data" });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.props.input, triggers_replace: this.props.triggersReplace };
  }
}
