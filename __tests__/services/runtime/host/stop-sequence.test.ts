import { pino } from "pino";
import { StopSequence } from "../../../../services/runtime/host/stop-sequence";

const forever = () => new Promise<never>(() => {});
let lines: string[];
let ran: string[];
let stops: StopSequence;

beforeEach(() => {
  [lines, ran] = [[], []];
  stops = new StopSequence(pino({ level: "debug" }, { write: (line) => lines.push(line) }));
});
const step = (name: string) => async () => void ran.push(name);
const logged = () => lines.map((line) => JSON.parse(line));

test("stops in the reverse order of the start, and logs each step with its duration", async () => {
  for (const name of ["database", "relay", "server"]) stops.push(name, 1_000, step(name));
  await stops.run();
  expect(ran).toEqual(["server", "relay", "database"]);
  expect(logged().slice(0, -1)).toEqual(
    ran.map((name) => expect.objectContaining({ level: 20, step: name, ms: expect.any(Number), outcome: "done" })),
  );
  expect(logged().at(-1)).toMatchObject({ level: 30, msg: "Stopped", steps: { database: expect.any(Number) } });
});

test("leaves a step that hangs behind, names it, and goes on with the others", async () => {
  stops.push("database", 1_000, step("database"));
  stops.push("outbox relay", 10, forever);
  await stops.run();
  expect(ran).toEqual(["database"]);
  expect(logged().at(-1)).toMatchObject({
    level: 40,
    msg: expect.stringMatching(/^Stopped; left behind: outbox relay \(\d+ ms\)$/),
  });
});

test("goes on when a step fails", async () => {
  stops.push("database", 1_000, step("database"));
  stops.push("server", 1_000, () => Promise.reject(new Error("broken")));
  await stops.run();
  expect(ran).toEqual(["database"]);
  expect(logged()).toContainEqual(expect.objectContaining({ level: 40, msg: 'Stop step "server" failed: broken' }));
});

test("gives all steps together no more than the time that there is", async () => {
  for (const name of ["last", "middle", "first"]) stops.push(name, 60_000, forever);
  await stops.run(20);
  expect(logged().at(-1).msg).toMatch(/left behind: first .*, middle .*, last /);
});
