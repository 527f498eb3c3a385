import { listRaw } from "../../scripts/dlq/raw";
import { silent } from "../helpers/database";
import { aTask, created } from "../helpers/events";
import { until } from "../helpers/until";
import type { World } from "./world";

/** What somebody puts on the broker past all sidecars. */
export function pastSidecars(world: World): void {
  const { applied, deadLetters } = world;

  test("what no sidecar can read is among the broker's own dead letters, and holds nothing up", async () => {
    const { broker } = world.transport;
    if (!broker) throw new Error(`There are no sidecars on ${world.transportName}`);
    const before = await deadLetters();
    const next = created(aTask());
    await broker.put("no event for any sidecar");
    await world.transport.publish([next]);
    await applied(next);
    const raw = await until("it is on the dead-letter topic", async () => {
      const all = (await listRaw(broker.places, silent)) ?? [];
      const found = all.filter(({ value }) => value.includes("no event for any sidecar"));
      return found.length > 0 ? found : undefined;
    });
    expect(raw).toHaveLength(1);
    expect(await deadLetters()).toEqual(before);
  });

  test("an event that is put there as it is reaches its consumer", async () => {
    const event = created(aTask());
    await world.transport.broker?.put(JSON.stringify(event));
    await applied(event);
  });

  test("the records of our consumers, as a sidecar passes them on, are told from the broker's own", async () => {
    const records = await deadLetters();
    expect(records.length).toBeGreaterThan(0);
    const raw = world.transport.broker && (await listRaw(world.transport.broker.places, silent));
    expect(raw?.map(({ value }) => value).filter((value) => !value.includes("no event for any sidecar"))).toEqual([]);
  });
}
