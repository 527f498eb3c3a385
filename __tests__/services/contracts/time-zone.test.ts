import { Temporal } from "temporal-polyfill";
import { eventTypes } from "../../../services/contracts/events";
import { ianaTimeZone } from "../../../services/contracts/time-zone";
import { aTask } from "../../helpers/events";

test.each([
  "UTC",
  "GMT",
  "EST5EDT",
  "Etc/GMT-14",
  "Europe/Berlin",
  "Europe/Kyiv",
  "Asia/Kolkata",
  "America/Argentina/ComodRivadavia",
  "America/Port-au-Prince",
])("%s is a time zone", (name) => expect(ianaTimeZone(name)).toBe(name));

test.each([
  ["europe/berlin", "Europe/Berlin"],
  ["utc", "UTC"],
  ["AMERICA/PORT_OF_SPAIN", "America/Port_of_Spain"],
])("%s is %s", (name, canonical) => expect(ianaTimeZone(name)).toBe(canonical));

test("a name is looked up once, however often it comes", () => {
  const looks = jest.spyOn(Intl, "DateTimeFormat");
  const found = Array.from({ length: 3 }, () => ianaTimeZone("Antarctica/Troll"));
  expect(found).toEqual(Array(3).fill("Antarctica/Troll"));
  expect(looks).toHaveBeenCalledTimes(1);
  looks.mockRestore();
});

const refused = [
  "",
  " ",
  "Z",
  "+01:00",
  "-0800",
  "+01",
  "GMT+1",
  "UTC+1",
  "UTC0",
  "Etc/GMT-15",
  "PST",
  "JST",
  "SystemV/EST5",
  "Europe/Atlantis",
  "Europe/Berlin ",
  " Europe/Berlin",
  "Europe/Berlin\n",
  "Europe/Berlın",
  "posix/Europe/Berlin",
  "[Europe/Berlin]",
  "2026-01-01T00:00:00Z",
  "2026-01-01T00:00:00[Europe/Berlin]",
  "2026-01-01T00:00[u-ca=iso8601]",
  "00:00Z",
  "20260101T00Z",
  "__proto__",
  "local",
];
test.each(refused)("%j is no time zone", (name) => expect(ianaTimeZone(name)).toBeUndefined());

test("every zone that Intl lists is one that Temporal resolves to a name", () => {
  for (const name of Intl.supportedValuesOf("timeZone")) {
    expect(ianaTimeZone(name)).toBe(name);
    expect(Temporal.Now.zonedDateTimeISO(name).timeZoneId).toBe(name);
  }
});

test.each(["+01:00", "2026-01-01T00:00:00Z", "Europe/Atlantis"])(
  "an event with the time zone %j is invalid",
  (timeZone) => {
    const task = aTask({ recurrence: { rrule: "FREQ=DAILY", timeZone } });
    for (const data of [
      eventTypes["freehold.task.created.v1"].data,
      eventTypes["freehold.task-update.changed.v1"].data,
    ]) {
      expect(data.safeParse({ task }).error?.issues).toEqual([
        expect.objectContaining({ path: ["task", "recurrence", "timeZone"], message: expect.stringContaining("IANA") }),
      ]);
    }
  },
);
