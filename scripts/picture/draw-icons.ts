import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { programOf } from "../components/find";

const web = path.join(__dirname, "../../services/frontend/web");
/** The manifest names them. A maskable one is full: systems cut their own shape out of it. */
const icons = [
  { name: "192.png", sizePx: 192, isMaskable: false },
  { name: "512.png", sizePx: 512, isMaskable: false },
  { name: "maskable-512.png", sizePx: 512, isMaskable: true },
];

/** Draws the icons of the installed page from its favicon.svg: `npx tsx scripts/picture/draw-icons.ts`. */
async function main(): Promise<void> {
  const rounded = readFileSync(path.join(web, "favicon.svg"), "utf8");
  // Chromium's sandbox does not start for root, as whom containers run.
  const browser = await chromium.launch({
    executablePath: programOf("chromium"),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  mkdirSync(path.join(web, "icons"), { recursive: true });
  for (const { name, sizePx, isMaskable } of icons) {
    const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } });
    const svg = isMaskable ? rounded.replace(' rx="8"', "") : rounded;
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync(path.join(web, "icons", name), png);
    console.log(`${name}: ${Math.round(png.length / 100) / 10} kB`);
  }
  await browser.close();
}

void main();
