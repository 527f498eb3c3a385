import "./plain-errors";
import { App } from "cdktf";
import config from "../freehold.config";
import { addStacks } from "../stacks";
import { readPins } from "../stacks/config/read-pins";
import { synthesizedResources } from "../stacks/ledger/synthesized";
import { pullCharts } from "./charts/pull-charts";
import { findComponent } from "./components/find";
import { stackManifests } from "./manifests/stack-manifests";
import { commandLine } from "./operations/command-line";
import { OperationError } from "./operations/operation-error";

const usage = `Fetches the charts from outside, in the versions of pins.json, into folders of FOLDER: to read them, to test the values
with FREEHOLD_CHARTS, or to carry them to where their repositories can't be reached.

Usage: npx freehold charts FOLDER`;

const [folder] = commandLine(usage, {}, 1).positionals;
if (!folder) throw new OperationError(`Name the folder.\n\n${usage}`);
const app = new App();
addStacks(app, { config, pins: readPins() });
void pullCharts(stackManifests("platform", synthesizedResources(app)).charts, folder, findComponent("helm"));
