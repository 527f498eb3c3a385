import { App } from "cdktf";
import config from "./freehold.config";
import { AppsStack } from "./stacks/apps";
import { BootstrapStack } from "./stacks/bootstrap";
import { ComputeStack } from "./stacks/compute";
import { readPins } from "./stacks/config/read-pins";
import { ConnectionsStack } from "./stacks/connections";
import { NetworkStack } from "./stacks/network";
import { PlatformStack } from "./stacks/platform";

const app = new App();
const common = { config, pins: readPins() };

const network = new NetworkStack(app, common);
const bootstrap = new BootstrapStack(app, { ...common, network });
new ComputeStack(app, { ...common, network, bootstrap });
const { access } = bootstrap;
const connections = new ConnectionsStack(app, common);
const platform = new PlatformStack(app, { ...common, access, connections });
new AppsStack(app, { ...common, access, connections, platform });

app.synth();
