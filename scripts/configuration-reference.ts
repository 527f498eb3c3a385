import { writeFileSync } from "node:fs";
import { configurationReference } from "./configuration-reference/page";
import { commandLine } from "./operations/command-line";

const page = "docs/reference/configuration.md";

const usage = `Writes ${page} from the schema of freehold.config.ts.

Usage: npx freehold config:reference`;

commandLine(usage, {});
writeFileSync(page, configurationReference());
