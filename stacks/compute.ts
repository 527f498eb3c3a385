import type { Construct } from "constructs";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/freehold-stack";

export class ComputeStack extends FreeholdStack {
  constructor(scope: Construct, props: FreeholdStackProps) {
    super(scope, "compute", props);
  }
}
