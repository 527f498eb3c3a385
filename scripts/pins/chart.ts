import { parse } from "yaml";
import { z } from "zod";
import type { Pins } from "../../stacks/config/pins";
import { fetchFrom, LookupError } from "./fetch-from";

type Chart = Pins["charts"][keyof Pins["charts"]];

const indexSchema = z.object({ entries: z.record(z.string(), z.array(z.object({ version: z.string() }))) });

/**
 * Checks that a chart's repository has the pinned version.
 *
 * @param update whether to go on to the newest release of the same major version first
 */
export async function lookUpChart(name: string, pin: Chart, update: boolean): Promise<Chart> {
  const source = `${pin.repository}/index.yaml`;
  const index = indexSchema.parse(parse(await (await fetchFrom(source, `chart ${name}`)).text()));
  const versions = (index.entries[name] ?? [])
    .map(({ version }) => version)
    .filter((text) => /^\d+\.\d+\.\d+$/.test(text));
  const version = update ? newest(versions, pin.version) : pin.version;
  if (!versions.includes(version)) throw new LookupError(`chart ${name}: ${source} has no version ${version}`);
  return { ...pin, version, source };
}

/** The highest of the versions that share the major version of the current one. */
function newest(versions: string[], current: string): string {
  const major = current.split(".")[0];
  const order = new Intl.Collator("en", { numeric: true });
  return (
    versions
      .filter((version) => version.split(".")[0] === major)
      .sort(order.compare)
      .at(-1) ?? current
  );
}
