import "./operations/broken-pipe";
import { Command } from "commander";
import { commands, fileOf, groups } from "./freehold/commands";
import { unknownCommand } from "./operations/command-line";

/** The files of all commands, from the root of the repository. */
export const sources: readonly string[] = commands.map(fileOf);

/** Loads the file of a command, which does its work. */
type Load = (source: string) => Promise<unknown>;

/** Runs the command that this process was called with, in this process; shows the list of commands without one. */
export async function main(load: Load): Promise<void> {
  const program = new Command("freehold")
    .usage("<command> [options]")
    .description("Each command explains itself: freehold <command> --help")
    .helpCommand(false)
    .helpOption("-h, --help", "show this text")
    .enablePositionalOptions()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .argument("[command]")
    .action((given: string | undefined) => (given === undefined ? program.outputHelp() : refuse(given)));
  for (const [group, members] of Object.entries(groups)) {
    for (const command of members) {
      program
        .command(command.name)
        .summary(command.about)
        .helpGroup(`${group}:`)
        .helpOption(false)
        .allowUnknownOption()
        .passThroughOptions()
        .argument("[arguments...]")
        .action(async (args: string[]) => {
          const source = fileOf(command);
          process.argv = [process.execPath, source, ...args];
          await load(source);
        });
    }
  }
  await program.parseAsync();
}

function refuse(given: string): void {
  const names = commands.map(({ name }) => name);
  console.error(unknownCommand(given, names).message);
  process.exitCode = 1;
}
