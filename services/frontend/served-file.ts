import { createHash } from "node:crypto";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { negotiate } from "@fastify/accept-negotiator";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { PageFile } from "./page-file";

const encodings = { br: promisify(brotliCompress), gzip: promisify(gzip) };
type Encoding = keyof typeof encodings;
const isEncoding = (name: string): name is Encoding => Object.hasOwn(encodings, name);

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** Seconds for which a browser keeps a file without asking again: a year, for those whose name has a hash of the content. */
const immutable = "public, max-age=31536000, immutable";

/** One file, ready to be sent: compressed once for each encoding, and not sent to a browser that has it. */
export class ServedFile {
  private readonly type: string;
  private readonly etag: string;
  private readonly cacheControl: string;
  private readonly compressed = new Map<Encoding, Promise<Buffer>>();

  constructor(private readonly file: PageFile) {
    this.type = types[path.extname(file.name)] ?? "application/octet-stream";
    // Weak: it is the same for each encoding.
    this.etag = `W/"${createHash("sha256").update(file.body).digest("base64url").slice(0, 22)}"`;
    this.cacheControl = file.name.startsWith("assets/") ? immutable : "no-cache";
  }

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.headers({ "cache-control": this.cacheControl, etag: this.etag, vary: "accept-encoding" });
    if (this.isKnownTo(request)) return reply.code(304).send();
    reply.type(this.type);
    const accepted = request.headers["accept-encoding"];
    const encoding = accepted ? negotiate(String(accepted), ["br", "gzip", "identity"]) : null;
    if (encoding === null || !isEncoding(encoding)) return reply.send(this.file.body);
    return reply.header("content-encoding", encoding).send(await this.encode(encoding));
  }

  /** Source: RFC 9110, section 13.1.2. */
  private isKnownTo({ headers }: FastifyRequest): boolean {
    const known = headers["if-none-match"];
    return known !== undefined && (known.trim() === "*" || known.includes(this.etag.slice("W/".length)));
  }

  private encode(encoding: Encoding): Promise<Buffer> {
    const made = this.compressed.get(encoding) ?? encodings[encoding](this.file.body);
    this.compressed.set(encoding, made);
    return made;
  }
}
