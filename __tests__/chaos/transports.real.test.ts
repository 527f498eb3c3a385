import { describeReal } from "../helpers/real";
import { chaos, clean, testTimeout } from "./run-chaos";

const run = (transport: string) => async (fault: string, events: string, times: string, happened: string) => {
  const printed = await chaos(fault, events, times, `--transport=${transport}`, "--seed=7");
  expect(printed).toContain(happened);
  expect(printed).toMatch(clean);
};

describeReal("faults on kafka", ["kafka"], () => {
  test.each([
    ["kill", "--events=2000", "--times=1", "1 × SIGKILL"],
    ["broker-cut", "--events=2000", "--times=2", "2 × cut"],
  ])("%s: nothing lost, doubled or disordered", run("kafka"), testTimeout);
});

describeReal("faults on Dapr with Redis Streams", ["daprd", "redis"], () => {
  test.each([
    ["kill", "--events=500", "--times=1", "1 × SIGKILL"],
    ["broker-cut", "--events=500", "--times=1", "1 × cut"],
    // What the sidecar had in hand comes to another one after 60 to 75 seconds.
    ["sidecar-kill", "--events=500", "--times=1", "1 × SIGKILL of daprd"],
  ])("%s: nothing lost, doubled or disordered", run("dapr-redis"), testTimeout);
});

describeReal("faults on Dapr with Kafka", ["daprd", "kafka"], () => {
  test.each([
    ["kill", "--events=500", "--times=1", "1 × SIGKILL"],
    ["sidecar-kill", "--events=500", "--times=1", "1 × SIGKILL of daprd"],
  ])("%s: nothing lost, doubled or disordered", run("dapr-kafka"), testTimeout);

  test(
    "a death around an effect outside loses none, and doubles it only where each idempotency adapter says so",
    async () => {
      const printed = await chaos("failpoint", "--events=1000", "--times=1", "--transport=dapr-kafka", "--seed=7");
      expect(printed).toMatch(
        /inbox: \d+ deaths around 100 effects outside, [1-9]\d* of them between effect and commit/,
      );
      expect(printed).toMatch(/dapr-state: \d+ deaths around 100 effects .*, [1-9]\d* of them between effect and done/);
      expect(printed).toMatch(clean);
    },
    testTimeout,
  );
});
