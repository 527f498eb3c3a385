import "./plain-errors";
import { readFile } from "node:fs/promises";
import { readFormat } from "./import/format";
import { renderAnswer } from "./import/render";
import { platformOf, sendFile } from "./import/send-file";
import { whileWaiting } from "./import/waiting";
import { commandLine } from "./operations/command-line";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";

const usage = `Imports tasks from a file into your account, through the API. A task that you have already is not made again. A bad
file is refused whole, with the line of each problem.

Usage: npx freehold import FILE [options]

  FILE              Freehold's own JSON, iCalendar, or a CSV of Todoist
  --format FORMAT   json, ics or todoist-csv (default: by the end of the name; .csv is todoist-csv)
  --dry-run         says what would be made, and makes nothing
  --json            prints the answer of the API
  --url URL         of the platform (default: FREEHOLD_URL, or http://localhost:8080)
  --time-zone ZONE  IANA time zone of dates that name none (default: that of this machine)

FREEHOLD_TOKEN is the bearer token that you sign in with (npx freehold token). npm start needs none.`;

async function main(): Promise<void> {
  const { values, positionals } = commandLine(
    usage,
    {
      format: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      url: { type: "string" },
      "time-zone": { type: "string", default: Intl.DateTimeFormat().resolvedOptions().timeZone },
    },
    1,
  );
  const [name = ""] = positionals;
  if (name === "") throw new OperationError(`Name a file.\n\n${usage}`);
  const format = readFormat(name, values.format);
  const text = await readFile(name).catch((error: NodeJS.ErrnoException) => {
    throw new OperationError(`${name} can't be read: ${error.code}`);
  });
  loadDotEnv();
  const platform = platformOf(values.url ?? process.env.FREEHOLD_URL, process.env.FREEHOLD_TOKEN);
  const file = { text, format, timeZone: values["time-zone"] };
  const found = await whileWaiting(`Reading ${name}`, sendFile(platform, file, true));
  const answer =
    values["dry-run"] || found.created + found.lists.length === 0
      ? found
      : await whileWaiting(`Making ${found.created} tasks`, sendFile(platform, file, false));
  console.log(values.json ? JSON.stringify(answer, null, 2) : renderAnswer(answer));
}

void main();
