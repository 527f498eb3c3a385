import { createHash } from "node:crypto";

/** Bytes of its beginning that are kept, so that somebody can tell whose it is. */
const keptBytes = 2_048;

/** What is kept of a delivery that is too large to be an event. */
export class Oversized {
  private constructor(
    readonly bytes: number,
    readonly sha256: string,
    private readonly beginning: Buffer,
  ) {}

  static of(body: Buffer): Oversized {
    return new Oversized(body.length, createHash("sha256").update(body).digest("hex"), body.subarray(0, keptBytes));
  }

  /**
   * Reads a stream to its end, and keeps it whole only up to `limit` bytes.
   * @throws what the stream throws
   */
  static async read(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer | Oversized> {
    const hash = createHash("sha256");
    const kept: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream) {
      hash.update(chunk);
      if (bytes < limit) kept.push(chunk);
      bytes += chunk.length;
    }
    const body = Buffer.concat(kept);
    return bytes <= limit ? body : new Oversized(bytes, hash.digest("hex"), Buffer.from(body.subarray(0, keptBytes)));
  }

  /** As a dead letter has it: `data_base64` is what CloudEvents calls bytes in JSON. */
  toJSON(): object {
    const { bytes, sha256, beginning } = this;
    return { bytes, sha256, beginning: { data_base64: beginning.toString("base64") } };
  }
}
