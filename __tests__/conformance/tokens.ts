import { aTask, created } from "../helpers/events";
import { until } from "../helpers/until";
import { isReady } from "./replica";
import type { World } from "./world";

/** With a wrong token on either side nothing gets through, and nothing is lost. */
export function tokens(world: World): void {
  const { applied, deadLetters, sequencesOf } = world;

  test("a sidecar that does not know the service's token delivers nothing; what it holds arrives once it does", async () => {
    const before = await deadLetters();
    const event = created(aTask());
    await world.host.stop();
    await world.launch({ APP_API_TOKEN: "another-token" });
    await world.transport.publish([event]);
    const refusal = /freehold_http_request_seconds_count\{[^}]*status="401"\} [1-9]/;
    await until("a delivery was refused", async () => refusal.test(await world.host.metrics.registry.metrics()));
    expect(await sequencesOf(event.subject)).toEqual([]);

    await world.host.stop();
    await world.start();
    await applied(event);
    expect(await sequencesOf(event.subject)).toEqual([1]);
    expect(await deadLetters()).toEqual(before);
  });

  test("a service that does not know its sidecar's token is not ready and publishes nothing; what it wrote is sent once it does", async () => {
    const event = created(aTask({ title: "echo" }));
    const seen: string[] = [];
    world.script = ({ subject, type }) => {
      if (subject === event.subject) seen.push(type);
    };
    const waiting = async () => {
      const { rows } = await world.db.database.query("select from freehold.outbox where subject = $1", [event.subject]);
      return rows.length;
    };
    await world.host.stop();
    await world.launch({ DAPR_API_TOKEN: "another-token" });
    await world.transport.publish([event]);
    await applied(event);
    expect(await waiting()).toBe(1);
    expect(await isReady(world.host)).toBe(false);

    await world.host.stop();
    await world.start();
    await until("the event that it made has come", () => seen.length === 2);
    await until("nothing waits any more", async () => (await waiting()) === 0);
    expect(seen).toEqual(["freehold.task.created.v1", "freehold.reminder.cancelled.v1"]);
  });
}
