import "./scripts/plain-errors";
import { App } from "cdktf";
import config from "./freehold.config";
import { addStacks } from "./stacks";
import { readPins } from "./stacks/config/read-pins";

const app = new App();
addStacks(app, { config, pins: readPins() });
app.synth();
