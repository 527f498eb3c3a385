import "./plain-errors";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readPins } from "../stacks/config/read-pins";
import { commandLine } from "./operations/command-line";
import { OperationError } from "./operations/operation-error";
import { LookupError } from "./pins/fetch-from";
import { lookUp } from "./pins/look-up";
import { pinActions } from "./pins/workflow-actions";

const workflows = ".github/workflows";

const usage = `Fills pins.json from the public sources of what it names, checksums and digests, and writes the actions' commits into the
workflows.

Usage: npx freehold pins [options]

  --update             newer versions first: patches of k3s, charts and actions of the same major version
  --image NAME=IMAGE   add an image, or move it to another tag: redis=docker.io/library/redis:8
  --check              check the form only; needs no network`;

async function pins(): Promise<void> {
  const { values } = commandLine(usage, {
    check: { type: "boolean", default: false },
    update: { type: "boolean", default: false },
    image: { type: "string", multiple: true, default: [] },
  });
  const known = readPins();
  if (values.check) return console.log("pins.json is well-formed");
  const images = Object.fromEntries(
    values.image.map((text) => {
      const [, name, reference] = /^([a-z-]+)=(.+)$/.exec(text) ?? [];
      if (!name || !reference) throw new LookupError(`--image takes NAME=IMAGE, not ${text}`);
      return [name, reference];
    }),
  );
  const found = await lookUp(known, { update: values.update, images });
  // Written beside it first, so that an interruption leaves the old file whole.
  writeFileSync("pins.json.new", `${JSON.stringify(found, null, 2)}\n`);
  renameSync("pins.json.new", "pins.json");
  for (const file of readdirSync(workflows)) {
    const workflow = path.join(workflows, file);
    writeFileSync(workflow, pinActions(readFileSync(workflow, "utf8"), found));
  }
  console.log("pins.json is filled: look at the difference, and commit it");
}

pins().catch((error: Error) => {
  if (!(error instanceof LookupError)) throw error;
  throw new OperationError(`${error.message}\npins.json is unchanged`);
});
