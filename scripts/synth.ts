import "./plain-errors";
import { cdktf } from "./cdktf";
import { synthesise } from "./operations/synthesise";

/**
 * `npm run synth`: writes the six stacks to cdktf.out; needs no account. With arguments, CDKTF's own command line takes over.
 */
const args = process.argv.slice(2);
if (args.length > 0) process.exitCode = cdktf(["synth", ...args]);
else console.log(`Wrote to cdktf.out, checked: ${synthesise().join(", ")}\nNext: npm run deploy -- network`);
