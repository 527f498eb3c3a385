/** A part of an animation: an image, and where and how long it is shown on what was there before. */
export interface Frame {
  /** From the left and from the top; even. */
  x: number;
  y: number;
  width: number;
  height: number;
  durationMs: number;
  /** A WebP file of one image. What is seen through in it stays as it was. */
  webp: Buffer;
}

/** The chunks of a WebP file that are the image itself, and not what is told of it. */
const imageChunks = new Set(["ALPH", "VP8 ", "VP8L"]);
/** In the first byte of VP8X. */
const flags = { animation: 0x02, alpha: 0x10 };
const headerBytes = 8;

/**
 * One animated WebP file, as large as its first frame, that begins again for ever. Format: https://developers.google.com/speed/webp/docs/riff_container
 * @throws Error for a frame that is no WebP file
 */
export function animatedWebp(frames: readonly Frame[]): Buffer {
  const { width = 1, height = 1 } = frames[0] ?? {};
  const head = Buffer.concat([Buffer.from([flags.animation | flags.alpha, 0, 0, 0]), u24(width - 1), u24(height - 1)]);
  const background = Buffer.alloc(4);
  const forEver = Buffer.alloc(2);
  const body = Buffer.concat([
    Buffer.from("WEBP"),
    chunk("VP8X", head),
    chunk("ANIM", background, forEver),
    ...frames.map((frame) => chunk("ANMF", placeOf(frame), ...imageOf(frame.webp))),
  ]);
  return chunk("RIFF", body);
}

const placeOf = ({ x, y, width, height, durationMs }: Frame): Buffer =>
  Buffer.concat([u24(x / 2), u24(y / 2), u24(width - 1), u24(height - 1), u24(durationMs), Buffer.alloc(1)]);

/** The chunks of a still image. */
function imageOf(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 12; at + headerBytes <= file.length; ) {
    const name = file.toString("latin1", at, at + 4);
    const bytes = file.readUInt32LE(at + 4);
    const begin = at + headerBytes;
    if (imageChunks.has(name)) found.push(chunk(name, file.subarray(begin, begin + bytes)));
    at = begin + bytes + (bytes % 2);
  }
  if (found.length === 0) throw new Error("A frame is no WebP file: it has no image");
  return found;
}

function chunk(name: string, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const header = Buffer.alloc(headerBytes);
  header.write(name, "latin1");
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2)]);
}

function u24(value: number): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}
