import { type ParseArgsConfig, parseArgs } from "node:util";
import { OperationError } from "./operation-error";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Reads what a command was called with. `--help` (or `-h`) shows the usage and ends the process with 0.
 *
 * @param usage what the command does and how it is called, its options one a line
 * @param names how many names may stand beside the options. Default: none
 * @throws {OperationError} with the usage, for an option that there is not, one without its value, or a name too many
 */
export function commandLine<const Known extends Options>(usage: string, options: Known, names = 0) {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
    process.exit(0);
  }
  const read = parsed(usage, () => parseArgs({ args, options, allowPositionals: true }));
  const tooMany = read.positionals[names];
  if (tooMany !== undefined) throw new OperationError(`"${tooMany}" is not understood.\n\n${usage}`);
  return read;
}

function parsed<Result>(usage: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))) throw error;
    // Node's message may go on, on a second line or in a second sentence, with advice that is of no use here.
    const [problem] = error.message.split(/\.? ?\n|\. /);
    throw new OperationError(`${problem}.\n\n${usage}`);
  }
}
