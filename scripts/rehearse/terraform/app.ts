import { readFileSync } from "node:fs";
import { App } from "cdktf";
import { addStacks } from "../../../stacks";
import { defineConfig } from "../../../stacks/config";
import { readPins } from "../../../stacks/config/read-pins";

/** Names the file with the configuration that `cdktf deploy` has in a rehearsal. */
const file = process.env.FREEHOLD_REHEARSAL_CONFIG;
if (!file) throw new Error("FREEHOLD_REHEARSAL_CONFIG names no file: npx freehold rehearse --terraform sets it");

const app = new App();
addStacks(app, { config: defineConfig(JSON.parse(readFileSync(file, "utf8"))), pins: readPins() });
app.synth();
