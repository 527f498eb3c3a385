import "./plain-errors";
import { eventJsonSchema } from "../services/contracts/envelope";
import { type EventType, eventTypes, isEventType } from "../services/contracts/events";
import { commandLine } from "./operations/command-line";

const usage = `Prints the JSON Schema (draft 2020-12) of every event, or of one type.

Usage: npx freehold schemas [TYPE]`;

const [type] = commandLine(usage, {}, 1).positionals;
if (type === undefined) {
  const all = Object.fromEntries((Object.keys(eventTypes) as EventType[]).map((one) => [one, eventJsonSchema(one)]));
  console.log(JSON.stringify(all, null, 2));
} else if (isEventType(type)) {
  console.log(JSON.stringify(eventJsonSchema(type), null, 2));
} else {
  console.error(`There is no event type "${type}". There are:\n  ${Object.keys(eventTypes).join("\n  ")}`);
  process.exitCode = 1;
}
