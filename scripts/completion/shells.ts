import type { Command } from "../freehold/commands";

/**
 * Makes the completion script of a shell. The script holds every word itself, so that TAB starts no process.
 *
 * @param program the file to run where no program `freehold` is on PATH
 */
type Script = (commands: readonly Command[], program: string) => string;

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** What may follow a command. */
const following = ({ words = [], options = [] }: Command): string[] => [
  ...words,
  ...options.map((option) => `--${option}`),
  "--help",
];

/** Bash takes a colon for the end of a word, so what is typed is taken from the line, and replies begin after the colon. */
const bash: Script = (commands, program) => `_freehold() {
  local line=\${COMP_LINE:0:COMP_POINT} words candidates=
  local word=\${line##* }
  read -ra words <<<"\${line%"$word"}"
  if ((\${#words[@]} == 1)); then
    candidates=${quoted(commands.map(({ name }) => name).join(" "))}
  else
    case \${words[1]} in
${commands.map((command) => `      ${command.name}) candidates=${quoted(following(command).join(" "))} ;;`).join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$candidates" -- "$word"))
  if [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then
    COMPREPLY=("\${COMPREPLY[@]#"\${word%:*}:"}")
  fi
}
type freehold &>/dev/null || freehold() { node ${quoted(program)} "$@"; }
complete -o default -F _freehold freehold`;

const zsh: Script = (commands, program) => `#compdef freehold
_freehold() {
  if ((CURRENT == 2)); then
    local -a commands=(
${commands.map(({ name, about }) => `      ${quoted(`${name.replaceAll(":", "\\:")}:${about}`)}`).join("\n")}
    )
    _describe command commands
  else
    case $words[2] in
${commands.map((command) => `      ${command.name}) compadd -- ${following(command).join(" ")} ;;`).join("\n")}
    esac
    _files
  fi
}
(( $+commands[freehold] + $+functions[freehold] )) || freehold() { node ${quoted(program)} "$@" }
compdef _freehold freehold`;

const fish: Script = (commands, program) =>
  [
    "type --query freehold",
    `or function freehold; node ${quoted(program)} $argv; end`,
    ...commands.flatMap(({ name, about, words = [], options = [] }) => {
      const after = `complete --command freehold --condition '__fish_seen_subcommand_from ${name}'`;
      return [
        `complete --command freehold --no-files --condition __fish_use_subcommand --arguments ${name} --description ${quoted(about)}`,
        ...(words.length > 0 ? [`${after} --arguments '${words.join(" ")}'`] : []),
        ...options.map((option) => `${after} --long-option ${option}`),
      ];
    }),
  ].join("\n");

/** The shells that completion is made for. */
export const shells: Readonly<Record<string, Script>> = { bash, zsh, fish };
