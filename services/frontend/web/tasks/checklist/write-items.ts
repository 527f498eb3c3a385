import type { GivenItem } from "../../shared/types";

/** A checklist in one line: "✓ Milk, Eggs". */
export const writeItems = (items: readonly GivenItem[]): string =>
  items.map(({ text, done }) => `${done ? "✓ " : ""}${text}`).join(", ");
