import { locale } from "../../messages/language";

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size for people: "12 kB". */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const options = { style: "unit", unit: units[power], unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, options).format(bytes / 1_000 ** power);
}
