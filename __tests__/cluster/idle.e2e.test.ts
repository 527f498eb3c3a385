import { describeRehearsed } from "./describe-rehearsed";
import { idle } from "./idle";

// A cluster of its own, since nothing else may happen on it: .ci/run leaves it alone while the others are tested.
describeRehearsed("the platform without a user", [], idle);
