import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { checkSeries, nextOccurrence } from "../../../services/domain/recurrence";

const folder = join(__dirname, "recurrence-fixtures");
const rowSchema = z.tuple([z.string(), z.string(), z.string(), z.array(z.string())]);
const rows = readFileSync(join(folder, "rules.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => rowSchema.parse(JSON.parse(line)));

const wrongSchema = z.array(
  z.object({ reason: z.string(), row: rowSchema, dateutil: z.array(z.string()).describe("What dateutil gives") }),
);
const wrong = wrongSchema.parse(JSON.parse(readFileSync(join(folder, "dateutil-is-wrong.json"), "utf8")));

/** The dates after the first, each found from the one before, as completing one task after the other finds them. */
function nextDates([timeZone, start, rrule]: z.infer<typeof rowSchema>, most = 5): string[] {
  const recurrence = { rrule, timeZone };
  checkSeries(recurrence, start);
  const dates: string[] = [];
  for (let after = start; dates.length < most; ) {
    const next = nextOccurrence(recurrence, start, after);
    if (!next) break;
    dates.push(next.at.toISOString().replace(":00.000Z", "Z"));
    after = next.localTime;
  }
  return dates;
}

test("gives the dates of python-dateutil for more than 2,000 random rules in five time zones", () => {
  expect(rows.length).toBeGreaterThanOrEqual(2_000);
  const different = rows.flatMap((row) => {
    const dates = nextDates(row);
    return JSON.stringify(dates) === JSON.stringify(row[3]) ? [] : [{ row, dates }];
  });
  expect(different).toEqual([]);
});

test.each(wrong)("$row.2 from $row.1, where dateutil is wrong: $reason", ({ row, dateutil }) => {
  expect(nextDates(row)).toEqual(row[3]);
  expect(row[3]).not.toEqual(dateutil);
});
