import { z } from "zod";
import { pictureSchema } from "../../../services/backend/ops/ops-schemas";
import { until } from "../../helpers/until";
import { usePrograms } from "./program";

const programs = usePrograms();

const look = async (url: string) => pictureSchema.parse(await (await fetch(`${url}/api/operator/ops`)).json());

test("the demo lives: every edge moves, an event is poison, and a notification takes its time", async () => {
  const program = programs.start(["--demo", "--port", "0"]);
  const url = await programs.urlOf(program);
  await program.says(/Watch it work: http:\S+\/ops/);
  const seen = new Set<string>();
  await until("all of it was seen", async () => {
    const { topics, consumers } = await look(url);
    for (const { name, relayedPerSecond } of topics) if (relayedPerSecond > 0) seen.add(name);
    for (const { name, states, sideEffects } of consumers) {
      for (const state of states) seen.add(`${name} ${state}`);
      for (const effect of sideEffects) for (const state of effect.states) seen.add(`${effect.name} ${state}`);
    }
    return [
      ...["task-events", "reminders", "task-updates"],
      ...["recurring-task-consumer retrying", "recurring-task-consumer dead-letters", "notification/webhook slow"],
    ].every((each) => seen.has(each));
  });
  program.kill("SIGTERM");
  expect(await program.exitCode).toBe(0);
  expect(program.output.stdout).toMatch(/\nStopped\.\n$/);
}, 300_000);

test("the demo refuses a folder that holds tasks, and leaves them alone", async () => {
  const folder = programs.newFolder();
  const first = programs.startIn(folder);
  await (await programs.clientOf(first)).create({ title: "Mine" });
  first.kill("SIGTERM");
  await first.exitCode;
  const demo = programs.startIn(folder, "--demo");
  expect(await demo.exitCode).toBe(1);
  expect(demo.output.stderr).toMatch(/^DATA_FOLDER_FOREIGN: .+ holds tasks, .+ leave --data out\.\n$/);
  const again = programs.startIn(folder);
  const tasks = await (await programs.clientOf(again)).list();
  expect(z.array(z.object({ title: z.string() })).parse(tasks)).toEqual([{ title: "Mine" }]);
}, 300_000);
