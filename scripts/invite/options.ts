import { z } from "zod";
import { line } from "../../services/backend/text";
import { oidcOwnerPrefix } from "../../services/contracts/oidc";
import { signInTimes } from "../../services/contracts/sign-in";
import { asSetting, badSetting } from "../operations/as-setting";
import { parseOptions } from "../operations/command-line";

const { inviteDays, longestInviteDays } = signInTimes;

export const usage = `Prints a link by which somebody registers a passkey, and signs in from then on. It is good once; a new one replaces it.
For somebody who is there already it adds a passkey, such as for one that was lost.

Usage: npx freehold invite NAME [options]

  NAME         whose tasks are shown: any name, as that of npx freehold token
  --operator   may see and replay the dead letters of all users; without it, no longer
  --days N     how long the link is good, 1 to ${longestInviteDays} (default ${inviteDays})
  --data F     where "npm start" keeps its database (default .freehold); DATABASE_URL goes first
  --json       print JSON`;

const options = {
  operator: { type: "boolean", default: false },
  days: { type: "string", default: String(inviteDays) },
  data: { type: "string", default: ".freehold" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** The longest name that the services take (services/runtime/http/auth.ts). */
const name = line(200).refine((text) => !text.startsWith(oidcOwnerPrefix), {
  error: `must not begin with "${oidcOwnerPrefix}": those names are for people whom an OpenID provider signs in`,
});
const days = z.coerce.number().int().min(1).max(longestInviteDays);

export interface InviteOptions {
  ownerId: string;
  operator: boolean;
  days: number;
  data: string;
  json: boolean;
}

/**
 * @returns undefined where the usage is asked for
 * @throws FreeholdError SETTINGS_INVALID that says what is wrong
 */
export function readOptions(args: string[]): InviteOptions | undefined {
  const { values, positionals } = asSetting(() => parseOptions(usage, args, options));
  const [given, tooMany] = positionals;
  if (values.help || given === undefined) return undefined;
  if (tooMany !== undefined) throw badSetting(`"${tooMany}" is not understood.\n\n${usage}`);
  const read = name.safeParse(given);
  if (!read.success) throw badSetting(`NAME ${read.error.issues[0]?.message}`);
  const asked = days.safeParse(values.days);
  if (!asked.success)
    throw badSetting(`--days must be a whole number from 1 to ${longestInviteDays}, not "${values.days}"`);
  const { operator, data, json } = values;
  return { ownerId: read.data, operator, days: asked.data, data, json };
}
