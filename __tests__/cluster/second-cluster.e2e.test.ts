import { describeRehearsed } from "./describe-rehearsed";
import { existingCluster } from "./existing-cluster";
import { idle } from "./idle";

// A cluster of its own, since nothing else may happen on it meanwhile: .ci/run has it pass beside the others.
describeRehearsed("the platform on a second cluster", [], (rehearsed) => {
  describe("without a user", () => idle(rehearsed));
  describe("deployed by its context", () => existingCluster(rehearsed));
});
