import type { App } from "cdktf";
import { AppsStack } from "./apps";
import { BootstrapStack } from "./bootstrap";
import { ComputeStack } from "./compute";
import { ConnectionsStack } from "./connections";
import type { FreeholdStackProps } from "./constructs/terraform/freehold-stack";
import { addGuards } from "./guards";
import { NetworkStack } from "./network";
import { PlatformStack } from "./platform";

/** Adds the six stacks to an app, each made from the ones before it, and what refuses to synthesise them. */
export function addStacks(app: App, props: FreeholdStackProps) {
  const network = new NetworkStack(app, props);
  const bootstrap = new BootstrapStack(app, { ...props, network });
  const compute = new ComputeStack(app, { ...props, network, bootstrap });
  const connections = new ConnectionsStack(app, props);
  const { access } = bootstrap;
  const platform = new PlatformStack(app, { ...props, access, connections });
  // It takes nothing from the machines, but needs the API that they serve.
  platform.addDependency(compute);
  const apps = new AppsStack(app, { ...props, access, connections, platform });
  addGuards(app, props.config);
  return { network, bootstrap, compute, connections, platform, apps };
}
