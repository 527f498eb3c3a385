import { z } from "zod";
import type { Pins } from "../../stacks/config/pins";
import { fetchFrom, LookupError } from "./fetch-from";

type Action = Pins["actions"][string];

const commitSchema = z.object({ sha: z.string() });
const tagsSchema = z.array(z.object({ name: z.string() }));

/**
 * Looks up the commit that a release of an action is, since a tag can be moved
 * (https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions).
 *
 * @param name owner/name
 * @param update whether to go on to the newest release of the same major version first
 */
export async function lookUpAction(name: string, pin: Action, update: boolean): Promise<Action> {
  const api = `https://api.github.com/repos/${name}`;
  const version = update ? await newest(api, name, pin.version) : pin.version;
  const { sha } = commitSchema.parse(await (await fetchFrom(`${api}/commits/${version}`, `action ${name}`)).json());
  return { version, commit: sha, source: `https://github.com/${name}/releases/tag/${version}` };
}

async function newest(api: string, name: string, current: string): Promise<string> {
  const tags = tagsSchema.parse(await (await fetchFrom(`${api}/tags?per_page=100`, `action ${name}`)).json());
  const [major] = current.split(".");
  const order = new Intl.Collator("en", { numeric: true });
  const found = tags
    .map((tag) => tag.name)
    .filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag) && tag.split(".")[0] === major)
    .sort(order.compare)
    .at(-1);
  if (!found) throw new LookupError(`action ${name}: no release of ${major} is among the newest tags`);
  return found;
}
