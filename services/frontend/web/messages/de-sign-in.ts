import type { signIn as english } from "./en-sign-in";

/** What signing in says, in German. */
export const signIn: typeof english = {
  title: "Anmelden",
  passkeyHint: "Dein Gerät prüft, ob du es bist: mit Finger, Gesicht oder PIN.",
  byPasskey: "Mit Passkey anmelden",
  byToken: "Stattdessen ein Token verwenden",
  tokenHint: "Füge dein Bearer-Token ein. Es bleibt in diesem Tab, bis du ihn schließt.",
  token: "Bearer-Token",
  tokenShape: "Ein persönliches Token oder ein JSON Web Token: drei Teile mit Punkten dazwischen",
  byProvider: (name: string) => `Mit ${name} anmelden`,
  signingIn: "Du wirst angemeldet …",
  again: "Noch einmal anmelden",
  providerRefused: "Der Anbieter hat dich nicht angemeldet.",
  submit: "Anmelden",
  signOut: "Abmelden",
  cancelled: "Es wurde kein Passkey verwendet. Versuche es noch einmal.",
  hasPasskey: "Dieses Gerät hat schon einen Passkey für dich.",
  linkGone: "Dieser Link wurde verwendet, ist abgelaufen oder war nie gültig: Bitte um einen neuen.",
  refused: "Dieser Passkey ist hier nicht bekannt, oder es hat zu lange gedauert. Versuche es noch einmal.",
  ended: "Deine Sitzung ist beendet: Melde dich wieder an.",
  inviteTitle: "Willkommen bei Freehold",
  inviteHint: "Dieser Link gilt einmal. Lege damit einen Passkey an: Mit ihm meldest du dich künftig an.",
  makePasskey: "Passkey anlegen",
  noPasskeys:
    "Dieser Browser legt hier keinen Passkey an. Öffne den Link in einem neueren Browser, über https und den Namen der Plattform.",
};
