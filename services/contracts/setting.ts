import type * as z from "zod";

/** What is known of a setting beside its type and its default. */
export interface SettingMeta {
  /** What it does, for the reference. */
  description: string;
  /** Unit of a number, such as `seconds`. */
  unit?: string;
  /**
   * What of the value is never written: all of it (`value`), the password of a URL (`password`), or also the URL's path and
   * query, which may be a token (`path`). Default: nothing.
   */
  secret?: "value" | "password" | "path";
}

/**
 * A setting of a program, declared once by its owner. Parsing, the environment of pods, what logs hide, and the reference
 * follow from it.
 */
export class Setting<const Variable extends string = string, Type extends z.ZodType = z.ZodType> {
  readonly type: Type;

  /** @param variable the environment variable that carries it */
  constructor(
    readonly variable: Variable,
    type: Type,
    meta: SettingMeta,
  ) {
    this.type = type.meta({ ...meta });
  }
}

/** Settings of one owner by name, in groups where that helps. */
export interface DeclaredSettings {
  readonly [name: string]: Setting | DeclaredSettings;
}

/** The values of declared settings, as their owner reads them. */
export type ValuesOf<Declared> = {
  [Name in keyof Declared]: Declared[Name] extends Setting<string, infer Type>
    ? z.output<Type>
    : ValuesOf<Declared[Name]>;
};

/** The variables of declared settings, in the same groups. */
export type VariablesOf<Declared> = {
  [Name in keyof Declared]: Declared[Name] extends Setting<infer Variable> ? Variable : VariablesOf<Declared[Name]>;
};

/** Every setting of all groups. */
export const settingsIn = (declared: DeclaredSettings): Setting[] =>
  Object.values(declared).flatMap((each) => (each instanceof Setting ? [each] : settingsIn(each)));

/** Puts something in the place of each declared setting. */
const replaceSettings = (declared: DeclaredSettings, by: (setting: Setting) => unknown): unknown =>
  Object.fromEntries(
    Object.entries(declared).map(([name, each]) => [
      name,
      each instanceof Setting ? by(each) : replaceSettings(each, by),
    ]),
  );

/** The names of the variables, in the groups of the declaration. */
export const variablesOf = <Declared extends DeclaredSettings>(declared: Declared): VariablesOf<Declared> =>
  replaceSettings(declared, ({ variable }) => variable) as VariablesOf<Declared>;

/** The values, in the groups of the declaration, from values by variable that the types have parsed. */
export const valuesOf = <Declared extends DeclaredSettings>(
  declared: Declared,
  parsed: Readonly<Record<string, unknown>>,
): ValuesOf<Declared> => replaceSettings(declared, ({ variable }) => parsed[variable]) as ValuesOf<Declared>;
