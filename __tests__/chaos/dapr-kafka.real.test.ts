import { describeReal } from "../helpers/real";
import { chaos, clean, testTimeout } from "./run-chaos";
import { faultOn } from "./run-fault";

describeReal("faults on Dapr with Kafka", ["daprd", "kafka"], () => {
  test.each([
    ["kill", "--events=500", "--times=1", "1 × SIGKILL"],
    ["sidecar-kill", "--events=500", "--times=1", "1 × SIGKILL of daprd"],
  ])("%s: nothing lost, doubled or disordered", faultOn("dapr-kafka"), testTimeout);

  test(
    "a death around a side effect loses none, and doubles it only where each idempotency adapter says so",
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
