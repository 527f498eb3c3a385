import { t } from "../messages/language";
import type { FieldError } from "./problem";

const names: Record<string, string> = { ...t.fields, ...t.quickAdd.fields };

/** What is wrong with a field, by the name that the page has for it. */
export const fieldSentence = ({ field, message }: FieldError): string =>
  t.quickAdd.refusal(names[field.split(".")[0] ?? ""] ?? field, message);
