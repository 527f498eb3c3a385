import "./broken-pipe";
import { type ParseArgsConfig, parseArgs, types } from "node:util";
import { OperationError } from "./operation-error";
import { suggest } from "./suggest";

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
  showHelp(usage, args);
  const read = parseOptions(usage, args, options);
  const tooMany = read.positionals[names];
  if (tooMany !== undefined) throw new OperationError(`"${tooMany}" is not understood.\n\n${usage}`);
  return read;
}

/** Shows the usage and ends the process with 0, when `--help` or `-h` asks for it. */
export function showHelp(usage: string, args = process.argv.slice(2)): void {
  if (!args.includes("--help") && !args.includes("-h")) return;
  console.log(usage);
  process.exit(0);
}

/** @throws {OperationError} with the usage, and the option that was probably meant */
export function parseOptions<const Known extends Options>(usage: string, args: string[], options: Known) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (!(types.isNativeError(error) && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")))
      throw error;
    // Node's message may go on, on a second line or in a second sentence, with advice that is of no use here.
    const [problem] = error.message.split(/\.? ?\n|\. /);
    const unknown =
      error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? /'(--?[^']*)'/.exec(error.message)?.[1] : undefined;
    const known = [...Object.keys(options), "help"].map((name) => `--${name}`);
    const hint = unknown === undefined ? "" : ` ${suggest(unknown, known)}`;
    throw new OperationError(`${problem}.${hint}\n\n${usage}`);
  }
}

/** @throws {OperationError} `Unknown command lst. Did you mean list?` */
export function knownCommand<const Name extends string>(given: string, known: readonly Name[]): Name {
  const command = known.find((name) => name === given);
  if (command !== undefined) return command;
  throw unknownCommand(given, known);
}

/** The error for a command that does not exist. */
export const unknownCommand = (given: string, known: readonly string[]): OperationError =>
  new OperationError(`Unknown command ${given}. ${suggest(given, known)}`);
