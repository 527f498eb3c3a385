import { language } from "../../messages/language";
import { de } from "./de";
import { en, type OpsMessages } from "./en";

const known: Record<string, OpsMessages> = { en, de };

/** The text of the operators' page, in the language of the page. */
export const w: OpsMessages = known[language] ?? en;
