import type { Construct } from "constructs";
import { FreeholdStack, type FreeholdStackProps } from "./constructs/freehold-stack";

export class ConnectionsStack extends FreeholdStack {
  constructor(scope: Construct, props: FreeholdStackProps) {
    super(scope, "connections", props);
  }
}
