import "./plain-errors";
import { spawn } from "node:child_process";
import path from "node:path";
import { Command } from "commander";
import { fileOf, groups } from "./freehold/commands";
import { knownCommand } from "./operations/command-line";

const root = path.join(__dirname, "..");
const names = Object.values(groups).flatMap((commands) => commands.map(({ name }) => name));

const program = new Command("freehold")
  .usage("<command> [options]")
  .description("Each command explains itself: freehold <command> --help. From npm: npm run <command> -- --help.")
  .helpCommand(false)
  .helpOption("-h, --help", "show this text")
  .enablePositionalOptions()
  .configureHelp({ subcommandTerm: (command) => command.name() })
  .action((given: string | undefined) => {
    if (given !== undefined) knownCommand(given, names);
    program.outputHelp();
  })
  .argument("[command]");

for (const [group, commands] of Object.entries(groups)) {
  for (const command of commands) {
    program
      .command(command.name)
      .summary(command.about)
      .helpGroup(`${group}:`)
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions()
      .argument("[arguments...]")
      .action((args: string[]) => run(fileOf(command), args));
  }
}

/** Runs a command in a process of its own, in the foreground: Ctrl-C and its exit code are the command's. */
function run(file: string, args: readonly string[]): void {
  const loader = file.endsWith(".ts") ? ["--import", "tsx"] : [];
  const child = spawn(process.execPath, [...loader, path.join(root, file), ...args], { stdio: "inherit" });
  // The terminal sends Ctrl-C to both; other signals come to this process alone.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", (signal) => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}

program.parse();
