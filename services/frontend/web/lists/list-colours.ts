import type { List } from "../shared/types";

/** Colours to choose from, which can be told from a light and from a dark background. */
export const colours = {
  "#dc2626": "red",
  "#ea580c": "orange",
  "#ca8a04": "yellow",
  "#16a34a": "green",
  "#0d9488": "teal",
  "#0284c7": "blue",
  "#6366f1": "indigo",
  "#a855f7": "purple",
  "#ec4899": "pink",
  "#78716c": "grey",
} as const;

/** A colour that the fewest lists have: a new list stands out. */
export function freshColour(lists: readonly List[]): string {
  const uses = (colour: string) => lists.filter((list) => list.colour === colour).length;
  return Object.keys(colours).reduce((best, colour) => (uses(colour) < uses(best) ? colour : best));
}
