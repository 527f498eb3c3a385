import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import type { TerraformStack } from "cdktf";

// The bindings are made for one version each, but work with every later one of the same major version
// (https://developer.hashicorp.com/terraform/language/expressions/version-constraints), fixes of security included.

/** Adds the provider of keys and certificates to a stack. */
export function addTlsProvider(stack: TerraformStack): void {
  new TlsProvider(stack, "tls");
  // Of these, 4.2.0 alone would replace every certificate that another version made. Terraform takes the newest:
  // https://github.com/hashicorp/terraform-provider-tls/blob/main/CHANGELOG.md#421-january-30-2026
  stack.addOverride("terraform.required_providers.tls.version", "~> 4.1");
}

/** Adds the provider of passwords to a stack. */
export function addRandomProvider(stack: TerraformStack): void {
  new RandomProvider(stack, "random");
  stack.addOverride("terraform.required_providers.random.version", "~> 3.7");
}
