import { z } from "zod";

/** A whole number from `min` to `max`, both included, of the named unit. */
export function wholeNumber(unit: string, min: number, max: number) {
  const message = `must be a whole number of ${unit} from ${min} to ${max}`;
  return z.int(message).min(min, message).max(max, message);
}
