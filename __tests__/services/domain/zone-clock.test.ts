import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { Steps } from "../../../services/domain/steps";
import { ZoneClock } from "../../../services/domain/zone-clock";

const zones = Intl.supportedValuesOf("timeZone");
const local = (localTime: string) => Date.parse(`${localTime}Z`) / 1_000;
const ofTemporal = (localTime: string, timeZone: string) =>
  Temporal.PlainDateTime.from(localTime).toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds /
  1_000;

test("agrees with Temporal on every zone", () => {
  const times = fc
    .date({ min: new Date("1970-02-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19));
  fc.assert(
    fc.property(fc.constantFrom(...zones), times, (timeZone, time) => {
      expect(new ZoneClock(timeZone, new Steps()).instantOf(local(time))).toBe(ofTemporal(time, timeZone));
    }),
    { numRuns: 500 },
  );
});

/** Local days on which clocks change, of kinds that differ. */
test.each([
  ["Europe/Berlin", "2027-03-28"],
  ["Europe/Berlin", "2027-10-31"],
  ["Australia/Lord_Howe", "2027-10-03"],
  ["Australia/Lord_Howe", "2027-04-04"],
  ["America/Santiago", "2027-09-05"],
  ["America/Santiago", "2027-04-03"],
  ["Antarctica/Troll", "2027-03-28"],
  ["Asia/Pyongyang", "2018-05-04"],
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Kwajalein", "1993-08-21"],
  ["Africa/Casablanca", "2027-03-14"],
  ["Africa/Monrovia", "1972-01-07"],
  ["America/Recife", "2000-10-08"],
  ["America/Recife", "2000-10-11"],
  ["America/Recife", "2000-10-14"],
])("agrees with Temporal on every 10 minutes around a change in %s on %s", (timeZone, day) => {
  const clock = new ZoneClock(timeZone, new Steps());
  const midnight = local(`${day}T00:00:00`);
  for (let second = midnight - 86_400; second < midnight + 2 * 86_400; second += 600) {
    const time = new Date(second * 1_000).toISOString().slice(0, 19);
    expect([time, clock.instantOf(second)]).toEqual([time, ofTemporal(time, timeZone)]);
  }
});
