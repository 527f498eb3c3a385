import { describeReal } from "../helpers/real";
import { testTimeout } from "./run-chaos";
import { faultOn } from "./run-fault";

describeReal("faults on Dapr with Redis Streams", ["daprd", "redis"], () => {
  test.each([
    ["kill", "--events=500", "--times=1", "1 × SIGKILL"],
    ["broker-cut", "--events=500", "--times=1", "1 × cut"],
    // What the sidecar had in hand is redelivered to another one after 60 to 75 seconds.
    ["sidecar-kill", "--events=500", "--times=1", "1 × SIGKILL of daprd"],
  ])("%s: nothing lost, doubled or disordered", faultOn("dapr-redis"), testTimeout);
});
