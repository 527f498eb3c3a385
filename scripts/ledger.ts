import "./plain-errors";
import { App } from "cdktf";
import config from "../freehold.config";
import { addStacks } from "../stacks";
import { readPins } from "../stacks/config/read-pins";
import { ledger } from "../stacks/ledger/ledger";
import { renderLedger } from "../stacks/ledger/render";
import { commandLine } from "./operations/command-line";

const usage = `Says what the platform takes of the free tier and of its nodes, and what is left. Changes nothing.

Usage: npx freehold ledger [--json]

  --json   the same as JSON`;

const { values } = commandLine(usage, { json: { type: "boolean", default: false } });

const app = new App();
addStacks(app, { config, pins: readPins() });
const result = ledger(app, config);
console.log(
  values.json ? JSON.stringify(result, null, 2) : renderLedger(result, { terminal: process.stdout.isTTY === true }),
);
