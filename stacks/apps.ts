import type { Construct } from "constructs";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/freehold-stack";

export class AppsStack extends FreeholdStack {
  constructor(scope: Construct, props: FreeholdStackProps) {
    super(scope, "apps", props);
  }
}
