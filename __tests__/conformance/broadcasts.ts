import type { FreeholdEvent } from "../../services/contracts/envelope";
import { definition } from "../../services/websocket/definition";
import { anEvent, aTask } from "../helpers/events";
import { until } from "../helpers/until";
import { listener, startReplica } from "./replica";
import type { World } from "./world";

/** An update of a task with the title `title`, written `age` milliseconds ago. */
function update(title: string, age = 0): FreeholdEvent {
  const task = aTask({ title });
  const event = anEvent("freehold.task-update.changed.v1", { task }, { subject: task.id });
  return { ...event, time: new Date(Date.now() - age).toISOString() };
}

/** A replica of a broadcast subscriber, and the titles that it has heard. */
async function startListener(world: World) {
  const place = await world.transport.placeFor(definition.name);
  const heard: string[] = [];
  const host = await startReplica(
    listener((title) => heard.push(title)),
    place,
    world.url,
  );
  return {
    heard,
    stop: async () => {
      await host.stop();
      await place.stop();
    },
  };
}

/** A broadcast subscription: every replica gets every event that arrives while it is up. */
export function broadcasts(world: World): void {
  const publish = (...events: FreeholdEvent[]) => world.transport.publish(events, { topic: "task-updates" });

  test("every replica of a broadcast subscriber hears every event while it is up, and none of before", async () => {
    await publish(update("old", 3_600_000));
    const replicas = [await startListener(world), await startListener(world)];
    const heardBy = (title: string) =>
      until(`every replica has heard ${title}`, () => replicas.every(({ heard }) => heard.includes(title)));
    // A group that has only just been made may miss what comes in its first moment.
    await until("both listen", async () => {
      await publish(update("hello"));
      return replicas.every(({ heard }) => heard.includes("hello"));
    });
    await publish(...["a", "b", "c"].map((title) => update(title)));
    for (const title of ["a", "b", "c"]) await heardBy(title);
    for (const { heard } of replicas)
      expect(heard.filter((title) => title !== "hello").sort()).toEqual(["a", "b", "c"]);

    await replicas.shift()?.stop();
    await publish(update("d"));
    await heardBy("d");
    await replicas.shift()?.stop();
  });

  test("what a broadcast subscriber can't read is passed over, and the next is heard", async () => {
    const replica = await startListener(world);
    const unreadable = { ...update("none"), data: {} } as FreeholdEvent;
    await until("it listens", async () => {
      await publish(unreadable, update("hello"));
      return replica.heard.includes("hello");
    });
    expect(replica.heard).not.toContain("none");
    await replica.stop();
  });
}
