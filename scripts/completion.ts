import "./plain-errors";
import path from "node:path";
import { shells } from "./completion/shells";
import { commands } from "./freehold/commands";
import { commandLine } from "./operations/command-line";
import { OperationError } from "./operations/operation-error";
import { suggest } from "./operations/suggest";

const usage = `Prints a script that completes the commands of freehold, their words and their options. Where there is no program
"freehold" on PATH, the script also makes one, a shell function that starts the one in this checkout.

Usage: npx freehold completion bash|zsh|fish

  bash   in ~/.bashrc: source <(node CHECKOUT/scripts/freehold.js completion bash)
  zsh    in ~/.zshrc, after compinit: source <(node CHECKOUT/scripts/freehold.js completion zsh)
  fish   in ~/.config/fish/config.fish: node CHECKOUT/scripts/freehold.js completion fish | source`;

const [name] = commandLine(usage, {}, 1).positionals;
if (name === undefined) throw new OperationError(`Name the shell.\n\n${usage}`);
const script = shells[name];
if (!script) throw new OperationError(`Unknown shell ${name}. ${suggest(name, Object.keys(shells))}`);
console.log(script(commands, path.join(__dirname, "freehold.js")));
