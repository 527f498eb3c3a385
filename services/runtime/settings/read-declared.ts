import * as z from "zod";
import { type DeclaredSettings, type Setting, settingsIn, type ValuesOf, valuesOf } from "../../contracts/setting";
import { FreeholdError } from "../core/errors";
import { hideSecret, hideUrl } from "../core/redact";

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The variables that are set: an empty one counts as not set. */
export const setVariables = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value));

/** Hides what is secret of a declared setting from every log line and message from now on. */
function hide({ variable, type }: Setting, variables: Variables): void {
  const value = variables[variable];
  const secret = type.meta()?.secret;
  if (secret === "value") hideSecret(value);
  else if (secret !== undefined) hideUrl(value, { whole: secret === "path" });
}

/**
 * Reads declared settings from environment variables; an empty variable counts as not set.
 * @param flags options of the command line that were given in place of variables, by the variable: errors name them
 * @throws FreeholdError SETTINGS_INVALID that names each variable and what is wrong with it, but never its value.
 */
export function readDeclared<Declared extends DeclaredSettings>(
  declared: Declared,
  variables: Variables,
  flags: Readonly<Record<string, string>> = {},
): ValuesOf<Declared> {
  const settings = settingsIn(declared);
  for (const setting of settings) hide(setting, variables);
  const schema = z.object(Object.fromEntries(settings.map(({ variable, type }) => [variable, type])));
  const result = schema.safeParse(setVariables(variables));
  if (result.success) return valuesOf(declared, result.data);
  const wrong = result.error.issues.map(({ path, message }) => ({ name: String(path[0]), message }));
  const say = (place: string, named: typeof wrong) =>
    named.length === 0
      ? []
      : [`${place}: ${named.map(({ name, message }) => `${flags[name] ?? name}: ${message}`).join("; ")}`];
  const message = [
    ...say(
      "Wrong on the command line",
      wrong.filter(({ name }) => name in flags),
    ),
    ...say(
      "Wrong in the environment",
      wrong.filter(({ name }) => !(name in flags)),
    ),
  ];
  throw new FreeholdError("SETTINGS_INVALID", message.join(". "));
}
