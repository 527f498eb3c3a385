import { timeZone as ownZone } from "../../shared/format";

/** All time zones that the browser knows, with UTC, which it leaves out, and with the one that is chosen. */
export function timeZones(chosen: string): readonly string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ownZone, chosen])].sort();
}
