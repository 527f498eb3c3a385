import "./scripts/plain-errors";
import { App } from "cdktf";
import config from "./freehold.config";
import { addStacks } from "./stacks";
import { readPins } from "./stacks/config/read-pins";
import { planWarnings } from "./stacks/guards/warnings";

const app = new App();
addStacks(app, { config, pins: readPins() });
app.synth();
for (const warning of planWarnings(config)) console.warn(`Warning: ${warning}.`);
