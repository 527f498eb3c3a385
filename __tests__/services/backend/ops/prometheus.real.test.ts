import { service as auditConsumer } from "../../../../services/audit-consumer/service";
import { picture } from "../../../../services/backend/ops/picture";
import { PrometheusFigures } from "../../../../services/backend/ops/prometheus-figures";
import { useBackend } from "../../../helpers/backend";
import { startPrometheus } from "../../../helpers/prometheus";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

describeReal("The figures of /ops by a real Prometheus", ["prometheus"], ({ prometheus }) => {
  const api = useBackend(auditConsumer);
  let stop: () => Promise<void>;
  let figures: PrometheusFigures;

  beforeAll(async () => {
    // One process is both services; Prometheus is told of one of them, and of one that is not there.
    const running = await startPrometheus(prometheus, [
      { service: "backend", url: api.url },
      { service: "notification", url: "http://127.0.0.1:9" },
    ]);
    stop = running.stop;
    figures = new PrometheusFigures(running.url);
  });
  afterAll(() => stop?.());

  test("the query is valid, and events move", async () => {
    let count = 0;
    const seen = await until("the audit consumer is seen at work", async () => {
      count += 1;
      await api.as("ann")("POST", "/api/tasks", { title: `Task ${count}` });
      const now = await picture(figures).catch(() => undefined);
      return now?.consumers.some(({ name, appliedPerSecond }) => name === "audit-consumer" && appliedPerSecond > 0)
        ? now
        : undefined;
    });
    expect(seen.services.find(({ name }) => name === "backend")).toMatchObject({ state: "ready", replicas: 1 });
    expect(seen.services.find(({ name }) => name === "notification")).toMatchObject({ state: "down", replicas: 0 });
    expect(seen.services.find(({ name }) => name === "backend")?.writtenPerSecond).toBeGreaterThan(0);
    expect(seen.topics.find(({ name }) => name === "task-events")?.relayedPerSecond).toBeGreaterThan(0);
    expect(seen.database.state).toBe("awake");
  });

  test("the range query is valid", async () => {
    await until("a point is there", async () => (await figures.history("audit-consumer")).length > 0);
    const points = await figures.history("audit-consumer");
    expect(points.length).toBeLessThanOrEqual(121);
  });
});
