import type { Config } from "../../stacks/config";
import { namespaces } from "../../stacks/constructs/kubernetes/namespaces";
import { inBrowser } from "./in-browser";
import { podsOf } from "./pods";
import { problems } from "./problems";
import { isDone, namespace, perSecond, recovered, refused } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { plannedRestarts } from "./rollouts";
import { roundTrip } from "./round-trip";
import { underLoad } from "./under-load";
import { until } from "./until";

/** Events straight over Kafka, deployed over a platform with Dapr. */
export function kafkaTransport(rehearsed: () => Rehearsed, chromium: string): void {
  let direct: Rehearsed;

  beforeAll(async () => {
    const { config, reconfigure } = rehearsed();
    const changed: Config = {
      ...config,
      connections: { ...config.connections, broker: "redpanda" },
      platform: { ...config.platform, transport: "kafka" },
    };
    await reconfigure(changed);
    direct = { ...rehearsed(), config: changed };
    await recovered(direct);
  });

  test("every service runs without a sidecar, and Dapr is gone", async () => {
    await until("no pod has a sidecar", async () => {
      const pods = (await podsOf(direct.kubectl, namespace)).filter((pod) => !isDone(pod));
      return pods.length > 0 && pods.every(({ status }) => status.containerStatuses.length === 1);
    });
    const left = await direct.kubectl.read(["get", "namespaces", "-o", "jsonpath={.items[*].metadata.name}"]);
    expect(left.split(" ")).not.toContain(namespaces.dapr);
    const hooks = ["get", "mutatingwebhookconfigurations", "-o", "jsonpath={.items[*].metadata.name}"];
    expect(await direct.kubectl.read(hooks)).not.toContain("dapr");
    await until("nothing is wrong", async () => (await problems(direct)).length === 0);
  });

  test("a task goes all the way round", async () => {
    const received = await roundTrip(direct, "kai", "Go without Dapr", { webhook: 1, mail: 0 });
    expect(received).toEqual({ webhook: 1, mail: 0 });
  });

  inBrowser(() => direct, chromium, "kirsten");

  test("Kafka is restarted under load", async () => {
    const { kafka } = direct;
    const result = await underLoad(direct, perSecond, async () => {
      kafka.stop();
      await until("Kafka is away", async () => !(await kafka.answers()));
      await kafka.resume();
    });
    expect(refused(result)).toEqual([]);
  });

  plannedRestarts(() => direct, 3);
}
