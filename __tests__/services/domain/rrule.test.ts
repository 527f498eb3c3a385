import { parseRule } from "../../../services/domain/rrule";

/** Rules that RFC 5545 forbids or that are outside of the subset, each with what the refusal says. */
const refused: [string, string][] = [
  ["", "has an empty part"],
  ["every day", "takes no white space"],
  ["FREQ=DAILY;", "has an empty part"],
  [";FREQ=DAILY", "has an empty part"],
  ["FREQ=DAILY;;COUNT=2", "has an empty part"],
  [" FREQ=DAILY", "takes no white space"],
  ["FREQ=DAILY\nCOUNT=2", "takes no white space"],
  ["FREQ=DAILY;WKST=ſU", "takes no white space and only ASCII characters"],
  ["DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY", "without DTSTART"],
  ["FREQ=DAILY;DTSTART=20260101T000000", "without DTSTART"],
  ["RRULE:RRULE:FREQ=DAILY", "is not a part of a rule"],
  ["INTERVAL=2", "FREQ is missing"],
  ["FREQ", "FREQ has no value"],
  ["FREQ=", "FREQ has no value"],
  ["FREQ==DAILY", "FREQ==DAILY is not one of"],
  ["FREQ=DAILY,WEEKLY", "is not one of DAILY, WEEKLY, MONTHLY, YEARLY (RFC 5545 3.3.10)"],
  ["FREQ=FORTNIGHTLY", "is not one of"],
  ["FREQ=HOURLY", "FREQ=HOURLY is not supported"],
  ["FREQ=SECONDLY", "FREQ=SECONDLY is not supported"],
  ["FREQ=DAILY;FREQ=DAILY", "FREQ is there twice: a part must occur once only (RFC 5545 3.3.10)"],
  ["FREQ=DAILY;COUNT=1;COUNT=2", "COUNT is there twice"],
  ["FREQ=DAILY;count=1;COUNT=1", "COUNT is there twice"],
  ["FREQ=DAILY;INTERVALL=2", "INTERVALL is not a part of a rule"],
  ["FREQ=DAILY;X-EVERY=2", "X-EVERY is not a part of a rule"],
  ["FREQ=DAILY;BYEASTER=0", "BYEASTER is not a part of a rule"],
  ["FREQ=DAILY;BYSECOND=0", "BYSECOND is not supported"],
  ["FREQ=DAILY;RSCALE=GREGORIAN", "RFC 7529"],
  ["FREQ=DAILY;COUNT=2;UNTIL=20300101T000000Z", "COUNT cannot be used with UNTIL (RFC 5545 3.3.10)"],
  ...["0", "000", "-1", "+2", "2,1", "1.5", "1e2", "0x2", "TWO"].flatMap((value): [string, string][] => [
    [
      `FREQ=DAILY;INTERVAL=${value}`,
      `INTERVAL=${value.toUpperCase()} is not one positive whole number (RFC 5545 3.3.10)`,
    ],
    [`FREQ=DAILY;COUNT=${value}`, `COUNT=${value.toUpperCase()} is not one positive whole number (RFC 5545 3.3.10)`],
  ]),
  ...["1000", "9999999999", "9".repeat(400)].map((value): [string, string] => [
    `FREQ=DAILY;INTERVAL=${value}`,
    `INTERVAL=${value} is over 999, the limit of Freehold`,
  ]),
  ...["10000", "99999999999999999999999"].map((value): [string, string] => [
    `FREQ=DAILY;COUNT=${value}`,
    `COUNT=${value} is over 9999, the limit of Freehold`,
  ]),
  ...["20300101", "20300101T000000", "2030-01-01T00:00:00Z", "20300101T0000Z", "20300101T000000+0100", "FOREVER"].map(
    (value): [string, string] => [`FREQ=DAILY;UNTIL=${value}`, "is not a time in UTC"],
  ),
  ["FREQ=DAILY;UNTIL=20300230T000000Z", "names a date or a time that does not exist"],
  ["FREQ=DAILY;UNTIL=20300101T240000Z", "names a date or a time that does not exist"],
  ["FREQ=DAILY;UNTIL=20300101T006000Z", "names a date or a time that does not exist"],
  ["FREQ=DAILY;UNTIL=20301301T000000Z", "names a date or a time that does not exist"],
  ["FREQ=WEEKLY;BYDAY=2MO", "BYDAY cannot have a number such as 1MO with FREQ=WEEKLY (RFC 5545 3.3.10)"],
  ["FREQ=WEEKLY;BYDAY=MO,-1FR", "BYDAY cannot have a number such as 1MO with FREQ=WEEKLY"],
  ["BYDAY=1MO;FREQ=DAILY", "BYDAY cannot have a number such as 1MO with FREQ=DAILY"],
  ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYDAY cannot have a number such as 1MO with BYWEEKNO"],
  ["FREQ=WEEKLY;BYDAY=XX", "BYDAY takes weekdays"],
  ["FREQ=WEEKLY;BYDAY=MO,", "BYDAY takes weekdays"],
  ["FREQ=WEEKLY;BYDAY=MONDAY", "BYDAY takes weekdays"],
  ["FREQ=MONTHLY;BYDAY=0MO", "BYDAY takes weekdays"],
  ["FREQ=YEARLY;BYDAY=54MO", "BYDAY takes weekdays"],
  ["FREQ=YEARLY;BYDAY=-54MO", "BYDAY takes weekdays"],
  ["FREQ=MONTHLY;BYDAY=1", "BYDAY takes weekdays"],
  ["FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY cannot be used with FREQ=WEEKLY (RFC 5545 3.3.10)"],
  ...["DAILY", "WEEKLY", "MONTHLY"].flatMap((frequency): [string, string][] => [
    [`FREQ=${frequency};BYYEARDAY=1`, `BYYEARDAY cannot be used with FREQ=${frequency} (RFC 5545 3.3.10)`],
    [`FREQ=${frequency};BYWEEKNO=1`, `BYWEEKNO cannot be used with FREQ=${frequency} (RFC 5545 3.3.10)`],
  ]),
  ["FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another BY part to choose from (RFC 5545 3.3.10)"],
  ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS takes numbers"],
  ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS takes numbers"],
  ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-367", "BYSETPOS takes numbers"],
  ["FREQ=DAILY;BYHOUR=24", "BYHOUR takes numbers from 0 to 23"],
  ["FREQ=DAILY;BYHOUR=-1", "BYHOUR takes numbers"],
  ["FREQ=DAILY;BYHOUR=+1", "BYHOUR takes numbers"],
  ["FREQ=DAILY;BYHOUR=009", "BYHOUR takes numbers"],
  ["FREQ=DAILY;BYHOUR=9,", "BYHOUR takes numbers"],
  ["FREQ=DAILY;BYMINUTE=60", "BYMINUTE takes numbers"],
  ["FREQ=YEARLY;BYMONTH=13", "BYMONTH takes numbers"],
  ["FREQ=YEARLY;BYMONTH=0", "BYMONTH takes numbers"],
  ["FREQ=YEARLY;BYMONTH=-1", "BYMONTH takes numbers"],
  ["FREQ=YEARLY;BYMONTH=5L", "BYMONTH takes numbers"],
  ["FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY takes numbers"],
  ["FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY takes numbers"],
  ["FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY takes numbers"],
  ["FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY takes numbers"],
  ["FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO takes numbers"],
  ["FREQ=DAILY;WKST=1", "WKST=1 is not one of"],
  ["FREQ=DAILY;WKST=MO,TU", "WKST=MO,TU is not one of"],
];

test.each(refused)("%j is refused: %s", (rrule, reason) => {
  expect(() => parseRule(rrule)).toThrow(
    expect.objectContaining({ field: "rrule", message: expect.stringContaining(reason) }),
  );
});

test.each([
  "FREQ=DAILY",
  "freq=weekly;byday=mo,fr",
  "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
  "rrule:FREQ=DAILY",
  "COUNT=2;FREQ=DAILY",
  "FREQ=DAILY;INTERVAL=002",
  "FREQ=YEARLY;UNTIL=20300101T000000Z;WKST=SU",
  "FREQ=DAILY;UNTIL=20301231T235960Z",
  "FREQ=MONTHLY;BYDAY=+1MO,-1FR,WE",
  "FREQ=MONTHLY;BYMONTHDAY=+1,15,-1",
  "FREQ=YEARLY;BYDAY=53MO,-53TU",
  "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO",
  "FREQ=YEARLY;BYYEARDAY=1,-366",
  "FREQ=DAILY;BYMONTH=1;BYMONTHDAY=1;BYDAY=MO;BYHOUR=0;BYMINUTE=0;BYSETPOS=-1",
])("%s is a rule", (rrule) => expect(() => parseRule(rrule)).not.toThrow());

test("reads each part", () => {
  const rule = parseRule(
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,1,2;BYDAY=MO,-1FR,2FR;BYHOUR=9;BYMINUTE=0,30;BYSETPOS=-1;WKST=SU",
  );
  expect(rule).toEqual({
    frequency: "YEARLY",
    interval: 2,
    weekStart: 6,
    months: new Set([1, 2]),
    weekdays: { every: new Set([0]), numbered: new Map([[4, new Set([-1, 2])]]) },
    hours: new Set([9]),
    minutes: new Set([0, 30]),
    positions: new Set([-1]),
  });
  expect(parseRule("FREQ=DAILY;UNTIL=20301231T235960Z").until).toBe(Date.parse("2030-12-31T23:59:59Z"));
});
