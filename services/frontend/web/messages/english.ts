/** "1 day", "2 days". */
export const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** "1st", "22nd", "13th". */
export function ordinal(day: number): string {
  const suffix = /(^|[^1])[123]$/.test(String(day)) ? ["st", "nd", "rd"][(day % 10) - 1] : "th";
  return `${day}${suffix}`;
}
