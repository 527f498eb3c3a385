import "./plain-errors";
import { cdktf } from "./cdktf";
import { showHelp } from "./operations/command-line";
import { synthesise } from "./operations/synthesise";

const usage = `Checks the configuration, the free tier and the capacity, and writes the six stacks to cdktf.out. It needs no account.

Usage: npx freehold synth

  With arguments, CDKTF's own command line takes over: npx freehold synth --output FOLDER.`;

const args = process.argv.slice(2);
showHelp(usage, args);
if (args.length > 0) process.exitCode = cdktf(["synth", ...args]);
else console.log(`Wrote to cdktf.out, checked: ${synthesise().join(", ")}\nNext: npx freehold deploy network`);
