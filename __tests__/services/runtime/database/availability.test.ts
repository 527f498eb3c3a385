import { Availability } from "../../../../services/runtime/database/availability";
import { DatabaseAway } from "../../../../services/runtime/database/outage";
import { silent } from "../../../helpers/database";
import { until } from "../../../helpers/until";

const refused = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const never = () => new Promise<never>(() => {});

/** A database whose probes answer as `answers` says, in turn; the last answer is repeated. */
function aDatabase(...answers: (Error | undefined)[]) {
  let probes = 0;
  const availability = new Availability({
    probe: async () => {
      const error = answers[Math.min(probes, answers.length - 1)];
      probes += 1;
      if (error) throw error;
    },
    logger: silent,
    suspectAfterMs: 50,
  });
  return { availability, probes: () => probes };
}

test("a failed connection is probed, and while probes fail all work fails at once", async () => {
  const { availability, probes } = aDatabase(refused());
  await expect(availability.watch(() => Promise.reject(refused()))).rejects.toThrow("ECONNREFUSED");
  await until("the outage is known", () => availability.isAway);
  await expect(availability.watch(never)).rejects.toThrow(DatabaseAway);
  await until("it goes on looking", () => probes() > 3);
  availability.close();
});

test("work without an answer is given up when a probe fails as well, and what comes late is taken", async () => {
  const { availability } = aDatabase(refused());
  let answer = (_value: string) => {};
  const late: string[] = [];
  const work = availability.watch(
    () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      }),
    (value) => late.push(value),
  );
  await expect(work).rejects.toThrow(DatabaseAway);
  answer("too late");
  await until("it is taken", () => late.length === 1);
  availability.close();
});

test("work that waits for a lock goes on: the database answers the probe", async () => {
  const { availability, probes } = aDatabase(undefined);
  let answer = (_value: string) => {};
  const work = availability.watch(
    () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      }),
  );
  await until("it was probed", () => probes() > 1);
  answer("done");
  expect(await work).toBe("done");
  expect(availability.isAway).toBe(false);
  availability.close();
});

test("the end of an outage is found without anybody asking", async () => {
  const { availability } = aDatabase(refused(), refused(), undefined);
  await availability.watch(() => Promise.reject(refused())).catch(() => {});
  await until("the outage is known", () => availability.isAway);
  await until("it is over", () => !availability.isAway);
  expect(await availability.watch(async () => "fine")).toBe("fine");
});

test("an idle database is not probed", async () => {
  jest.useFakeTimers();
  const { availability, probes } = aDatabase(refused());
  await availability.watch(async () => "fine");
  await jest.advanceTimersByTimeAsync(3_600_000);
  jest.useRealTimers();
  expect(probes()).toBe(0);
  expect(availability.isAway).toBe(false);
});

test.each([["53300"], ["28P01"], ["3D000"]])("a server that refuses with %s is there", async (code) => {
  const { availability, probes } = aDatabase(Object.assign(new Error("refused"), { code }));
  await availability.watch(() => Promise.reject(refused())).catch(() => {});
  await until("it was probed", () => probes() > 0);
  expect(availability.isAway).toBe(false);
});
