import { language } from "../language";
import { de } from "./de";
import { en, type SettingsMessages } from "./en";

/** The text of the settings, in the language of the page. */
export const words: SettingsMessages = language === "de" ? de : en;
