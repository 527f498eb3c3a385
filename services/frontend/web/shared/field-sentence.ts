import { t } from "../messages/language";
import type { FieldError } from "./problem";

const names: Record<string, string> = { ...t.fields, ...t.quickAdd.fields };

/** What is wrong with a field, by the name that the page has for it; of the request as a whole it is said as it is. */
export const fieldSentence = ({ field, message }: FieldError): string =>
  field === "" ? message : t.quickAdd.refusal(names[field.split(".")[0] ?? ""] ?? field, message);
