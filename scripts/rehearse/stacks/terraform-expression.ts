import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Document, isScalar, Scalar, visit } from "yaml";

export type TerraformValue = string | number | boolean | null | TerraformValue[] | { [key: string]: TerraformValue };

/** What a reference such as `tls_private_key.admin.private_key_pem` stands for. */
export type Resolve = (reference: string) => TerraformValue;

const text = (value: TerraformValue | undefined): string => {
  if (typeof value !== "string") throw new Error(`expected text, got ${JSON.stringify(value)}`);
  return value;
};

/** Of Terraform's functions those that the stacks use (https://developer.hashicorp.com/terraform/language/functions). */
const functions: Record<string, (...args: TerraformValue[]) => TerraformValue> = {
  base64encode: (value) => Buffer.from(text(value)).toString("base64"),
  base64gzip: (value) => gzipSync(text(value)).toString("base64"),
  // CDKTF copies assets to a folder of the output named by a hash; the original is the same.
  file: (path) => readFileSync(text(path).replace(/^assets\/([^/]+)\/[0-9A-F]{32}\//, "$1/"), "utf8"),
  // As Terraform writes JSON: without spaces, and with <, > and & escaped.
  jsonencode: (value) =>
    JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`),
  join: (separator, list) => (Array.isArray(list) ? list.map(text).join(text(separator)) : ""),
  sha256: (value) => createHash("sha256").update(text(value)).digest("hex"),
  yamlencode: (value) => yaml(value),
};

/** As Terraform writes YAML: keys and text between quotes, several lines as a block. */
function yaml(value: TerraformValue | undefined): string {
  const document = new Document(value);
  visit(document, {
    Scalar: (_key, node) => {
      if (isScalar(node) && typeof node.value === "string") {
        node.type = node.value.includes("\n") ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Reads the part of Terraform's expression language that CDKTF writes. */
class Reader {
  private position = 0;

  constructor(
    private readonly source: string,
    private readonly resolve: Resolve,
  ) {}

  /** Text with expressions in `${…}`, to the end or to a quotation mark; one expression alone keeps its type. */
  template(end: string): TerraformValue {
    const parts: TerraformValue[] = [];
    let literal = "";
    while (this.position < this.source.length && this.source[this.position] !== end) {
      if (this.take("$${")) literal += "${";
      else if (this.take("${")) {
        if (literal) parts.push(literal);
        literal = "";
        parts.push(this.expression());
        this.expect("}");
      } else if (end && this.take("\\")) {
        const escaped = this.source[this.position++] ?? "";
        literal += { n: "\n", t: "\t", r: "\r" }[escaped] ?? escaped;
      } else literal += this.source[this.position++];
    }
    if (literal || parts.length === 0) parts.push(literal);
    return parts.length === 1 ? (parts[0] ?? null) : parts.map(text).join("");
  }

  private expression(): TerraformValue {
    this.space();
    if (this.take('"')) {
      const value = this.template('"');
      this.expect('"');
      return value;
    }
    if (this.take("[")) return this.list("]");
    if (this.take("{")) return this.object();
    const word = this.word();
    if (this.take("(")) {
      const call = functions[word];
      if (!call) throw new Error(`function ${word} is not known here`);
      return call(...this.list(")"));
    }
    if (word === "true" || word === "false") return word === "true";
    if (/^-?\d/.test(word)) return Number(word);
    return this.resolve(word);
  }

  private list(end: string): TerraformValue[] {
    const values: TerraformValue[] = [];
    while (!this.next(end)) {
      values.push(this.expression());
      this.next(",");
    }
    return values;
  }

  private object(): TerraformValue {
    const entries: [string, TerraformValue][] = [];
    while (!this.next("}")) {
      const key = text(this.expression());
      this.space();
      this.expect("=");
      entries.push([key, this.expression()]);
      this.next(",");
    }
    return Object.fromEntries(entries);
  }

  private word(): string {
    const [word] = /^[\w.-]+(?:\[\d+\][\w.-]*)*/.exec(this.source.slice(this.position)) ?? [];
    if (!word) throw new Error(`cannot read ${this.source.slice(this.position, this.position + 40)}`);
    this.position += word.length;
    return word;
  }

  private space(): void {
    while (/\s/.test(this.source[this.position] ?? "")) this.position++;
  }

  private next(token: string): boolean {
    this.space();
    return this.take(token);
  }

  private take(token: string): boolean {
    if (!this.source.startsWith(token, this.position)) return false;
    this.position += token.length;
    return true;
  }

  private expect(token: string): void {
    if (!this.next(token))
      throw new Error(`expected ${token} at ${this.source.slice(this.position, this.position + 40)}`);
  }
}

/** What Terraform makes of an attribute of a synthesised stack, when references stand for what `resolve` says. */
export const evaluate = (attribute: string, resolve: Resolve): TerraformValue =>
  new Reader(attribute, resolve).template("");
