/**
 * The lines on which the entries of a list at the top of a JSON document begin, in their order. The document is one that JSON.parse
 * takes.
 */
export function linesOfEntries(text: string, list: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  /** The last text of the top level, which is a key when a list follows. */
  let key = "";
  /** Whether what comes next at depth 2 is a new entry of the list. */
  let expects = false;
  let inList = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\n") line += 1;
    // White space of JSON, and what stands between a key and its value.
    if (char <= " " || char === ":") continue;
    if (inList && depth === 2 && expects && char !== "]") {
      lines.push(line);
      expects = false;
    }
    if (char === '"') {
      const end = endOfText(text, at);
      if (depth === 1) key = text.slice(at + 1, end);
      at = end;
    } else if (char === "{" || char === "[") {
      depth += 1;
      if (depth === 2 && char === "[" && key === list) [inList, expects] = [true, true];
    } else if (char === "}" || char === "]") {
      if (depth === 2) inList = false;
      depth -= 1;
    } else if (char === "," && depth === 2) {
      expects = true;
    }
  }
  return lines;
}

/** The place of the quote that ends a text. */
function endOfText(text: string, begin: number): number {
  for (let quote = text.indexOf('"', begin + 1); ; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return quote;
  }
}

/** The line of a place in a text, from 1. */
export const lineAt = (text: string, place: number): number => text.slice(0, place).split("\n").length;
