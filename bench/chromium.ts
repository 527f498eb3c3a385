import { type Browser, chromium } from "playwright-core";
import { programOf } from "../scripts/components/find";

/**
 * A headless Chromium.
 * @throws Error that says how to get it when it is missing
 */
export const launchChromium = (): Promise<Browser> =>
  // Chromium's sandbox does not start for root, as whom containers run.
  chromium.launch({ executablePath: programOf("chromium"), chromiumSandbox: process.getuid?.() !== 0 });
