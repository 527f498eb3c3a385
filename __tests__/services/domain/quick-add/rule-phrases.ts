import type { Phrase } from "./phrases";

/** Rules that are easy to read wrong. It is Wednesday, 2 December 2026, 10:00 in Berlin, and both languages are read. */
export const rulePhrases: Phrase[] = [
  ["first monday of every month review", "review", "2026-12-07", "FREQ=MONTHLY;BYDAY=1MO"],
  ["last day of every month report", "report", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=-1"],
  ["on the last friday of each month party", "party", "2026-12-25", "FREQ=MONTHLY;BYDAY=-1FR"],
  ["end of every month invoice", "invoice", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=-1"],
  ["every first of the month rent", "rent", "2027-01-01", "FREQ=MONTHLY;BYMONTHDAY=1"],
  ["every third friday of every second month club", "club", "2026-12-18", "FREQ=MONTHLY;INTERVAL=2;BYDAY=3FR"],
  ["every 1st and 3rd tuesday club", "club", "2026-12-15", "FREQ=MONTHLY;BYDAY=1TU,3TU"],
  ["am 1. jeden Monats Miete", "Miete", "2027-01-01", "FREQ=MONTHLY;BYMONTHDAY=1"],
  ["jeden Monat am Letzten Miete", "Miete", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=-1"],
  ["am letzten Freitag jeden Monats Bier", "Bier", "2026-12-25", "FREQ=MONTHLY;BYDAY=-1FR"],
  ["Stammtisch am ersten Montag im Monat", "Stammtisch", "2026-12-07", "FREQ=MONTHLY;BYDAY=1MO"],
  ["jeden Monat erste Hilfe Kurs", "erste Hilfe Kurs", "2026-12-02", "FREQ=MONTHLY"],
  ["every weekday except friday standup", "standup", "2026-12-02", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"],
  ["pills daily except sundays", "pills", "2026-12-02", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"],
  ["täglich außer Sonntag Tabletten", "Tabletten", "2026-12-02", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"],
  ["run every 2 days except sunday", "run every 2 days except sunday", "", ""],
  ["every mon-fri 9am standup", "standup", "2026-12-03 09:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
  ["every friday to monday walk", "walk", "2026-12-04", "FREQ=WEEKLY;BYDAY=MO,FR,SA,SU"],
  ["Mo-Fr 9 Uhr Standup", "Standup", "2026-12-03 09:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
  ["Mo, Mi, Fr 18 Uhr Sport", "Sport", "2026-12-02 18:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR"],
  ["vacation mon-fri", "vacation mon-fri", "", ""],
  ["Training montags und donnerstags", "Training", "2026-12-03", "FREQ=WEEKLY;BYDAY=MO,TH"],
  ["gym mondays", "gym", "2026-12-07", "FREQ=WEEKLY;BYDAY=MO"],
];
