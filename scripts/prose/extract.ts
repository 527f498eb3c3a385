import jsTokens from "js-tokens";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";

/** A piece of prose in a file. */
export interface Prose {
  readonly line: number;
  readonly text: string;
  /** Whether its sentences have a limit: strings often hold whole usage texts, which have none. */
  readonly limitLength: boolean;
}

/** The prose of a file by its name: pages, comments, and strings of several words. */
export function proseOf(file: string, content: string): Prose[] {
  if (file.endsWith(".md")) return ofMarkdown(content);
  if (/\.[cm]?[jt]sx?$/.test(file)) return ofCode(content);
  return ofShell(content);
}

function ofMarkdown(content: string): Prose[] {
  const found: Prose[] = [];
  const tree = fromMarkdown(content, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  // Code is no prose.
  visit(tree, "inlineCode", (node) => {
    node.value = "code";
  });
  visit(tree, (node) => {
    if (node.type !== "paragraph" && node.type !== "heading" && node.type !== "tableCell") return;
    found.push({ line: node.position?.start.line ?? 1, text: plain(textOf(node)), limitLength: true });
  });
  return found;
}

function ofCode(content: string): Prose[] {
  const found: Prose[] = [];
  let line = 1;
  let comment: { line: number; last: number; text: string } | undefined;
  const flush = () => {
    if (comment) found.push({ line: comment.line, text: plain(comment.text), limitLength: true });
    comment = undefined;
  };
  for (const token of jsTokens(content)) {
    if (token.type === "SingleLineComment") {
      const text = token.value.replace(/^\/\/+/, "");
      // Comments in consecutive lines are one text.
      if (comment && comment.last === line - 1) comment = { ...comment, last: line, text: `${comment.text} ${text}` };
      else {
        flush();
        comment = { line, last: line, text };
      }
    } else if (token.type === "MultiLineComment") {
      flush();
      const blocks = token.value.replace(/^\/\*+|\*+\/$/g, "").split(/^\s*\*?\s*@\w+(?: \{[^}]*\})?|^\s*\*\s*$/m);
      for (const block of blocks) {
        found.push({ line, text: plain(block.replace(/^\s*\*/gm, "")), limitLength: true });
      }
    } else if (/^(?:StringLiteral|NoSubstitutionTemplate|Template(?:Head|Middle|Tail))$/.test(token.type)) {
      flush();
      const text = plain(token.value.replace(/\\[nrt]/g, " ").replace(/^["'`}]|["'`]$|\$\{$/g, ""));
      if (/\p{L}+ \p{L}+ \p{L}+/u.test(text)) found.push({ line, text, limitLength: false });
    }
    line += token.value.split("\n").length - 1;
  }
  flush();
  return found;
}

function ofShell(content: string): Prose[] {
  return content.split("\n").flatMap((text, index) => {
    const [, comment] = /^\s*# (.*)/.exec(text) ?? [];
    return comment ? [{ line: index + 1, text: plain(comment), limitLength: false }] : [];
  });
}

/** Text in one line, without code in backticks and addresses. */
const plain = (text: string): string =>
  text
    .replace(/`[^`]*`/g, "code")
    .replace(/https?:\/\/\S+/g, "address")
    .replace(/\s+/g, " ")
    .trim();
