import type { Construct } from "constructs";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/freehold-stack";

export class BootstrapStack extends FreeholdStack {
  constructor(scope: Construct, props: FreeholdStackProps) {
    super(scope, "bootstrap", props);
  }
}
