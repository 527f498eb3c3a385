import type { Page } from "playwright-core";
import type { Frame } from "./animated-webp";

/** A screenshot as PNG, and how long it is shown. */
export interface Shot {
  png: Buffer;
  durationMs: number;
}

/**
 * In the page: gives an image at most 250 colours, each rare one as the most similar frequent one. With more than 256, lossless
 * WebP gives up its palette and takes five times the bytes.
 */
const fewColours = `(pixels) => {
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const kept = [...counts].sort(([, a], [, b]) => b - a).slice(0, 250).map(([colour]) => colour);
  const opaque = kept.filter((colour) => colour !== 0);
  const known = new Map(kept.map((colour) => [colour, colour]));
  const far = (a, b) => [0, 8, 16].reduce((sum, shift) => sum + (((a >>> shift) & 255) - ((b >>> shift) & 255)) ** 2, 0);
  pixels.forEach((pixel, at) => {
    if (!known.has(pixel)) known.set(pixel, opaque.reduce((best, each) => (far(each, pixel) < far(best, pixel) ? each : best)));
    pixels[at] = known.get(pixel);
  });
}`;

/**
 * In the page: what of each screenshot differs from the one before, as lossless WebP that is seen through elsewhere. Chromium
 * writes WebP without loss at quality 1. A string, since bundling would add helpers that the page lacks.
 */
const differ = `async ({ png }) => {
  const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const image = context.getImageData(0, 0, width, height);
  const now = new Uint32Array(image.data.buffer);
  const before = globalThis.before;
  globalThis.before = now.slice();
  let [left, top, right, bottom] = before ? [width, height, 0, 0] : [0, 0, width, height];
  if (before) {
    for (let at = 0; at < now.length; at += 1) {
      if (now[at] === before[at]) now[at] = 0;
      else {
        const [x, y] = [at % width, Math.floor(at / width)];
        left = Math.min(left, x); right = Math.max(right, x + 1);
        top = Math.min(top, y); bottom = Math.max(bottom, y + 1);
      }
    }
    if (right === 0) return null;
    left -= left % 2; top -= top % 2;
  }
  (${fewColours})(now);
  const part = new OffscreenCanvas(right - left, bottom - top);
  part.getContext("2d").putImageData(image, -left, -top);
  const blob = await part.convertToBlob({ type: "image/webp", quality: 1 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { x: left, y: top, width: right - left, height: bottom - top, webp: btoa(text) };
}`;

/**
 * The frames of an animation, each only what has changed.
 * @param page an empty one, in which they are made
 * @param shots of one size
 */
export async function toFrames(page: Page, shots: readonly Shot[]): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (const { png, durationMs } of shots) {
    const input = JSON.stringify({ png: png.toString("base64") });
    const part = (await page.evaluate(`(${differ})(${input})`)) as (Omit<Frame, "webp"> & { webp: string }) | null;
    const last = frames.at(-1);
    if (part) frames.push({ ...part, webp: Buffer.from(part.webp, "base64"), durationMs });
    else if (last) last.durationMs += durationMs;
  }
  return frames;
}
