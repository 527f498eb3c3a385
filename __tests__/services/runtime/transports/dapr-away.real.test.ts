import type { DaprResource } from "../../../../dapr-components/resources";
import { aTask, created } from "../../../helpers/events";
import { startKafkaSidecar, subscribed } from "../../../helpers/kafka-sidecar";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

/** So many tries that deliveries of several partitions surely fail in the same moment. */
const tries = 10_000;

describeReal("Dapr and an app that is away", ["daprd", "kafka"], (places) => {
  test("no event is lost, however many deliveries fail at once", async () => {
    const { sidecar, transport, listen, stop } = await startKafkaSidecar(places, retryingAtOnce);
    try {
      const events = Array.from({ length: 60 }, () => created(aTask()));
      await transport.publish(
        events.flatMap((event) => subscribed.map((topic) => ({ topic, key: event.subject, event }))),
      );
      const failed = () => sidecar.output().split("encountered a retriable error").length - 1;
      await until(`${tries} deliveries have failed`, () => failed() >= tries);

      const seen = new Set<string>();
      await listen((topic, id) => seen.add(`${topic} ${id}`));
      await until("every event has come, on every topic", () => seen.size === events.length * subscribed.length);
    } finally {
      await stop();
    }
  });
});

/** The same resource, with no wait before a delivery is tried again. */
const retryingAtOnce = (resource: DaprResource): DaprResource => {
  if (resource.kind !== "Resiliency") return resource;
  const { policies } = resource.spec;
  const atOnce = Object.entries(policies.retries).map(([name, retry]) => [name, { ...retry, duration: "1ms" }]);
  return { ...resource, spec: { ...resource.spec, policies: { ...policies, retries: Object.fromEntries(atOnce) } } };
};
