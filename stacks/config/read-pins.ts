import { readFileSync } from "node:fs";
import { ConfigurationError } from "./configuration-error";
import { type Pins, pinsSchema } from "./pins";

/**
 * Reads pins.json and checks its form.
 *
 * @throws {ConfigurationError} with a line for each entry that is malformed or missing.
 */
export function readPins(file = "pins.json"): Pins {
  const result = pinsSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!result.success) throw ConfigurationError.of(file, result.error, pinsSchema);
  return result.data;
}
