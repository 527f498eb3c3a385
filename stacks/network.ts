import type { Construct } from "constructs";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/freehold-stack";

export class NetworkStack extends FreeholdStack {
  constructor(scope: Construct, props: FreeholdStackProps) {
    super(scope, "network", props);
  }
}
