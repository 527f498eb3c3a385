import path from "node:path";
import { parseArgs } from "node:util";
import { FreeholdError, messageOf } from "../runtime/core/errors";
import { demoFolder } from "./demo/demo";

export const usage = `Runs the whole platform on this machine. Node is all it needs.

Usage: npm start [-- options]

  --port N       port of the page and the API (default 8080, or PORT)
  --data FOLDER  where the database lives (default .freehold)
  --reset        empty the data first
  --demo         add a small life to watch at /ops (data in .freehold/demo, emptied first)
  --verbose      show every log line, not only warnings
  --help         show this text`;

export interface LocalOptions {
  port: string | undefined;
  data: string;
  reset: boolean;
  demo: boolean;
  verbose: boolean;
  help: boolean;
}

/** @throws FreeholdError SETTINGS_INVALID for an option that does not exist */
export function readOptions(args: string[]): LocalOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string" },
        data: { type: "string" },
        reset: { type: "boolean", default: false },
        demo: { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const { demo, data = demo ? demoFolder : ".freehold" } = values;
    // The demo's own folder holds nothing but an earlier demo.
    const reset = values.reset || (demo && values.data === undefined);
    return { ...values, port: values.port, reset, data: path.resolve(data) };
  } catch (cause) {
    throw new FreeholdError("SETTINGS_INVALID", `${messageOf(cause)} "npm start -- --help" lists the options.`, {
      cause,
    });
  }
}
