import { Token } from "cdktf";

/** What can stand in a chart's values. */
export type HelmValue = string | number | boolean | null | HelmValue[] | { [key: string]: HelmValue | undefined };
export type HelmValues = { [key: string]: HelmValue | undefined };

/**
 * Values as the text that helm_release takes (JSON is YAML). `${` is escaped, since Terraform would read it as a reference.
 *
 * @throws when a value is only known to Terraform: it could be a secret, or break the text; hand it on in a Secret
 */
export function helmValues(values: object): string {
  const text = JSON.stringify(values);
  if (Token.isUnresolved(text)) {
    throw new Error("Helm values hold a value that only Terraform knows: put it into a Secret, or use setSensitive.");
  }
  return text.replaceAll("${", () => "$${");
}
