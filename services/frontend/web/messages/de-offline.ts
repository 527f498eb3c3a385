import type { Messages } from "./en";

const changes = (count: number): string => (count === 1 ? "1 Änderung" : `${count} Änderungen`);

/** The text about what works without the platform, in German. */
export const offline: Messages["offline"] = {
  is: "Offline",
  waiting: (count) => `${count} wartend`,
  notSent: (count) => `${count} nicht gesendet`,
  sending: (count) => `Sende ${count}…`,
  seen: (date) => `Das hast du zuletzt gesehen: ${date}.`,
  chip: "Noch nicht gesendet",
  gone: "Das lässt sich nicht mehr rückgängig machen.",
  later: "Das wird gesendet, sobald die Plattform erreichbar ist.",
  sent: (count) => `${changes(count)} gesendet`,
  refused: (count) => `${changes(count)} abgelehnt: siehe über den Aufgaben`,
  mayBeThere:
    "Das wurde vor langer Zeit gesendet und nicht beantwortet: Die Aufgabe kann schon da sein. Suche sie, dann entscheide.",
  notDeleted: "Die Aufgabe wurde anderswo geändert und ist nicht gelöscht.",
  title: "Nicht gemacht",
  hint: "Die Plattform hat das abgelehnt. Was daran hängt, wartet.",
  acts: {
    add: "Hinzufügen",
    quickAdd: "Hinzufügen",
    change: "Ändern",
    move: "Verschieben",
    complete: "Erledigen",
    reopen: "Wieder öffnen",
    delete: "Löschen",
    restore: "Wiederherstellen",
  },
  insist: { change: "Meines nehmen", delete: "Trotzdem löschen", other: "Noch einmal versuchen" },
  give: { change: "Das andere behalten", delete: "Behalten", other: "Verwerfen" },
  named: (button, title) => `${button}: ${title}`,
  leave: (count) => `${changes(count)} von dir sind noch nicht auf der Plattform. Abmelden und verwerfen?`,
};
