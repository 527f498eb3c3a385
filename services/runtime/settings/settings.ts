import type { DeclaredSettings, ValuesOf } from "../../contracts/setting";
import { runtimeSettings } from "../definition";
import { readDeclared, setVariables, type Variables } from "./read-declared";

/** What a process is told from outside, checked: services/runtime/definition.ts declares it. */
export type Settings = ReturnType<typeof withDefaults> & {
  /** The variables themselves, from which services read the settings that they declare. */
  variables: Variables;
};

interface ReadOptions {
  /** Options of the command line that were given in place of variables, by the variable: errors name them. */
  flags?: Readonly<Record<string, string>>;
  /** What the services of the process declare of their own: it is checked with the rest, so that one error names all. */
  own?: DeclaredSettings;
}

/**
 * Reads the settings of the runtime from environment variables; an empty variable counts as not set.
 * @throws FreeholdError SETTINGS_INVALID that names each variable and what is wrong with it, but never its value.
 */
export function readSettings(variables: Variables, { flags, own = {} }: ReadOptions = {}): Settings {
  const { runtime } = readDeclared({ runtime: runtimeSettings, own }, variables, flags);
  return { ...withDefaults(runtime), variables: setVariables(variables) };
}

/** Fills in the settings that follow from others. */
const withDefaults = (runtime: ValuesOf<typeof runtimeSettings>) => ({
  ...runtime,
  databaseDirectUrl: runtime.databaseDirectUrl ?? runtime.databaseUrl,
  kafka: { ...runtime.kafka, tls: runtime.kafka.tls ?? runtime.kafka.username !== undefined },
});
