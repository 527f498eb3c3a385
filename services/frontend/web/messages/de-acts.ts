import type { acts as english } from "./en-acts";

/** The text about what users do to tasks, in German. */
export const acts: typeof english = {
  checklist: {
    title: "Checkliste",
    of: (title) => `Checkliste von ${title}`,
    progress: (done, all, title) => `${done} von ${all} erledigt: Checkliste von ${title}`,
    add: "Punkt hinzufügen",
    item: (place) => `Punkt ${place}`,
    done: (text) => `Erledigt: ${text}`,
    up: (text) => `${text} nach oben`,
    down: (text) => `${text} nach unten`,
    remove: (text) => `${text} entfernen`,
    moved: (text, place, all) => `${text}: ${place} von ${all}`,
    keys: "Enter fügt einen Punkt hinzu, Alt mit ↑ oder ↓ verschiebt ihn.",
    ticked: (text) => `Abgehakt: ${text}`,
    unticked: (text) => `Nicht mehr abgehakt: ${text}`,
  },
  snooze: {
    title: "Später erinnern",
    named: (title) => `Später erinnern: ${title}`,
    times: { hour: "In einer Stunde", evening: "Heute Abend", morning: "Morgen früh" },
    choose: "Zeit wählen…",
    until: "Erinnern am",
    submit: "Später",
    inThePast: "Wähle eine Zeit in der Zukunft.",
    snoozed: (title) => `Später: ${title}`,
    again: (date) => `Erinnert wieder ${date}`,
    chip: (date) => `Erinnert wieder ${date}`,
    end: (title) => `Nicht noch einmal erinnern: ${title}`,
    ended: (title) => `Keine spätere Erinnerung mehr: ${title}`,
  },
  undo: {
    changed: (title) => `Geändert: ${title}`,
    reopened: (title) => `Wieder geöffnet: ${title}`,
    changedSince: "Die Aufgabe wurde seitdem geändert, von jemand anderem oder in einem anderen Tab.",
    undone: "Rückgängig gemacht",
    notUndone: "Nicht rückgängig gemacht",
  },
};
