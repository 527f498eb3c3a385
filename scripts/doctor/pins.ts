import type { Pins } from "../../stacks/config/pins";
import type { Check } from "./check";

/** What pins.json does not know yet, and Terraform will ask for. */
export function unfilledPins({ k3s, images }: Pins): Check[] {
  const missing = [
    ...(k3s.sha256 ? [] : [`checksum of k3s ${k3s.version}`]),
    ...Object.entries(images).flatMap(([name, { digest }]) => (digest ? [] : [`digest of ${name}`])),
  ];
  if (missing.length === 0) return [{ name: "Pins", state: "ok", found: "all are filled" }];
  return [
    {
      name: "Pins",
      state: "warning",
      found: `not known: ${missing.join(", ")}`,
      fix: "npx freehold pins; else Terraform asks for them as variables",
    },
  ];
}
