import { describeReal } from "../helpers/real";
import { chaos, clean } from "./run-chaos";

const run = (transport: string) => async (fault: string, events: string, times: string, happened: string) => {
  const printed = await chaos(110, fault, events, times, `--transport=${transport}`, "--seed=7");
  expect(printed).toContain(happened);
  expect(printed).toMatch(clean);
};

describeReal("faults on kafka", ["kafka"], () => {
  test.each([
    ["kill", "--events=2000", "--times=1", "1 × SIGKILL"],
    ["broker-cut", "--events=2000", "--times=2", "2 × cut"],
  ])("%s: nothing lost, doubled or disordered", run("kafka"));
});

describeReal("faults on Dapr with Redis Streams", ["daprd", "redis"], () => {
  test.each([
    ["kill", "--events=500", "--times=1", "1 × SIGKILL"],
    ["broker-cut", "--events=500", "--times=1", "1 × cut"],
  ])("%s: nothing lost, doubled or disordered", run("dapr-redis"));
});

describeReal("faults on Dapr with Kafka", ["daprd", "kafka"], () => {
  test.each([["kill", "--events=500", "--times=1", "1 × SIGKILL"]])(
    "%s: nothing lost, doubled or disordered",
    run("dapr-kafka"),
  );
});
