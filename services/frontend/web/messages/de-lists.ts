import type { Messages } from "./en";

/** The text about views, lists and orders, in German. */
export const lists: Pick<Messages, "places" | "lists" | "sort"> = {
  places: {
    title: "Ansichten und Listen",
    all: "Alle Aufgaben",
    today: "Heute",
    upcoming: "Demnächst",
    overdue: "Überfällig",
    noDate: "Ohne Datum",
    inbox: "Eingang",
    lists: "Listen",
    open: " offen",
    orMore: (count) => `${count}+`,
    none: {
      today: "Heute ist nichts fällig.",
      upcoming: "Nach heute ist nichts fällig.",
      overdue: "Nichts ist überfällig.",
      noDate: "Jede offene Aufgabe hat ein Datum.",
    },
  },
  lists: {
    field: "Liste",
    add: "Liste hinzufügen",
    editNamed: (name) => `Liste ${name} ändern`,
    editTitle: "Liste ändern",
    newTitle: "Neue Liste",
    name: "Name",
    placeholder: "Einkauf",
    colour: "Farbe",
    colours: {
      none: "Keine Farbe",
      red: "Rot",
      orange: "Orange",
      yellow: "Gelb",
      green: "Grün",
      teal: "Petrol",
      blue: "Blau",
      indigo: "Indigo",
      purple: "Lila",
      pink: "Rosa",
      grey: "Grau",
    },
    position: "Position",
    first: "Zuerst",
    after: (name) => `Nach ${name}`,
    submit: "Liste hinzufügen",
    delete: "Liste löschen…",
    confirm: {
      title: "Diese Liste löschen?",
      hint: (open) =>
        open === 0
          ? "Sie hat keine offene Aufgabe. Erledigte kommen in deinen Eingang."
          : `Ihre ${open === 1 ? "offene Aufgabe" : `${open} offenen Aufgaben`} und alle erledigten kommen in deinen Eingang. Keine Aufgabe wird gelöscht.`,
      delete: "Liste löschen",
    },
    added: (name) => `Liste hinzugefügt: ${name}`,
    changed: (name) => `Liste geändert: ${name}`,
    deleted: (name) => `Liste gelöscht: ${name}`,
    gone: "Eine Liste, die es nicht mehr gibt",
    goesTo: (name) => `Kommt in ${name}`,
  },
  sort: {
    label: "Sortieren nach",
    choices: { due: "Fälligkeit", created: "Neueste", priority: "Priorität", manual: "Manuell" },
    up: (title) => `${title} nach oben`,
    down: (title) => `${title} nach unten`,
    drag: "Zum Verschieben ziehen",
    keys: { up: "Nach oben (Alt+↑)", down: "Nach unten (Alt+↓)" },
    moved: (place, count) => `Jetzt an Stelle ${place}${count ? ` von ${count}` : ""}`,
    end: {
      up: (title) => `${title} ist schon ganz oben`,
      down: (title) => `${title} ist schon ganz unten`,
    },
    movedTask: (title) => `Verschoben: ${title}`,
    notMoved: (title) => `Nicht verschoben: ${title}`,
  },
};
