import { describeReal } from "../helpers/real";
import { testTimeout } from "./run-chaos";
import { faultOn } from "./run-fault";

describeReal("faults on kafka", ["kafka"], () => {
  test.each([
    ["kill", "--events=2000", "--times=1", "1 × SIGKILL"],
    ["broker-cut", "--events=2000", "--times=2", "2 × cut"],
  ])("%s: nothing lost, doubled or disordered", faultOn("kafka"), testTimeout);
});
