import { animatedWebp } from "../../../scripts/picture/animated-webp";

/** A WebP file of one image with something told of it, as browsers write it. */
const still = (name: string, content: string): Buffer => {
  const chunk = (of: string, text: string) => {
    const header = Buffer.alloc(8);
    header.write(of);
    header.writeUInt32LE(text.length, 4);
    return Buffer.concat([header, Buffer.from(text), Buffer.alloc(text.length % 2)]);
  };
  const body = Buffer.concat([Buffer.from("WEBP"), chunk("ICCP", "odd"), chunk(name, content)]);
  return Buffer.concat([Buffer.from("RIFF"), Buffer.alloc(4), body]);
};
/** The chunks of a file: name and content. */
const chunksOf = (file: Buffer, from = 12): [string, Buffer][] => {
  const found: [string, Buffer][] = [];
  for (let at = from; at < file.length; ) {
    const bytes = file.readUInt32LE(at + 4);
    found.push([file.toString("latin1", at, at + 4), file.subarray(at + 8, at + 8 + bytes)]);
    at += 8 + bytes + (bytes % 2);
  }
  return found;
};

const frame = { x: 0, y: 0, width: 900, height: 600, durationMs: 125, webp: still("VP8L", "first") };
const part = { x: 20, y: 300, width: 7, height: 1, durationMs: 1_000, webp: still("VP8 ", "second") };

test("the file has its size, repeats for ever, and shows each frame in its place for its time", () => {
  const file = animatedWebp([frame, part]);
  expect(file.toString("latin1", 0, 4) + file.toString("latin1", 8, 12)).toBe("RIFFWEBP");
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  const [head, animation, ...frames] = chunksOf(file);
  expect([head?.[0], head?.[1].readUIntLE(4, 3), head?.[1].readUIntLE(7, 3)]).toEqual(["VP8X", 899, 599]);
  expect([animation?.[0], animation?.[1].readUInt16LE(4)]).toEqual(["ANIM", 0]);
  expect(frames.map(([name]) => name)).toEqual(["ANMF", "ANMF"]);
  const numbers = frames.map(([, content]) => [0, 3, 6, 9, 12].map((at) => content.readUIntLE(at, 3)));
  expect(numbers).toEqual([
    [0, 0, 899, 599, 125],
    [10, 150, 6, 0, 1_000],
  ]);
});

test("of a frame only its image is kept", () => {
  const frames = chunksOf(animatedWebp([frame, part])).slice(2);
  expect(frames.map(([, content]) => chunksOf(content, 16).map(([name, image]) => [name, String(image)]))).toEqual([
    [["VP8L", "first"]],
    [["VP8 ", "second"]],
  ]);
});

test("a frame that is no image is refused", () => {
  expect(() => animatedWebp([{ ...frame, webp: Buffer.from("PNG") }])).toThrow("no WebP file");
});
