import { cdktf } from "./cdktf";

/** `npm run synth`: writes the six stacks to cdktf.out; needs no account. Further arguments go to `cdktf synth`. */
process.exitCode = cdktf(["synth", ...process.argv.slice(2)]);
if (process.exitCode === 0) console.log("\nIn cdktf.out, checked. Next: npm run deploy -- network");
