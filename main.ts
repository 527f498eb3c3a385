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

new NetworkStack(app, common);
new BootstrapStack(app, common);
new ComputeStack(app, common);
new ConnectionsStack(app, common);
new PlatformStack(app, common);
new AppsStack(app, common);

app.synth();
