import { setTimeout as pause } from "node:timers/promises";
import type { DaprResource } from "../../../../dapr-components/resources";
import { writeFiles } from "../../../../dapr-components/write-files";
import { aTask, created } from "../../../helpers/events";
import { startKafkaSidecar, subscribed } from "../../../helpers/kafka-sidecar";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

/** Milliseconds in which a sidecar that takes changes over has done so: it does within a second, and nothing shows it. */
const reload = 5_000;

describeReal("Dapr and a subscription that changes", ["daprd", "kafka"], (places) => {
  test("a sidecar goes on consuming when another service subscribes to the same topics", async () => {
    const { sidecar, resources, transport, listen, stop } = await startKafkaSidecar(places);
    try {
      const seen = new Set<unknown>();
      await listen((_topic, id) => seen.add(id));
      const areSeen = async () => {
        const events = subscribed.map((topic) => ({ topic, event: created(aTask()) }));
        await transport.publish(events.map(({ topic, event }) => ({ topic, key: event.subject, event })));
        await until("an event of each topic has come", () => events.every(({ event }) => seen.has(event.id)));
      };
      await areSeen();
      writeFiles(sidecar.folder, resources.filter(isSubscription).map(withAnotherSubscriber));
      await pause(reload);
      await areSeen();
    } finally {
      await stop();
    }
  });
});

const isSubscription = (resource: DaprResource) => resource.kind === "Subscription";

const withAnotherSubscriber = (resource: DaprResource): DaprResource =>
  "scopes" in resource ? { ...resource, scopes: [...resource.scopes, "frontend"] } : resource;
