/** What the API reads besides English. */
const otherLanguages = ["de"] as const;

/** The languages of the user that the API reads, and English, which everybody may write. */
export const languages = [
  ...otherLanguages.filter((known) => navigator.languages.some((language) => language.split("-")[0] === known)),
  "en" as const,
];
