import { atRest } from "./at-rest";
import { describeRehearsed } from "./describe-rehearsed";
import { fromOutside } from "./from-outside";
import { gateOpen } from "./gate";
import { inBrowser } from "./in-browser";
import { measured } from "./measured";
import { network } from "./network";
import { nodeFaults } from "./node-faults";
import { podFaults } from "./pod-faults";
import { releases } from "./releases";
import { plannedRestarts, rollouts } from "./rollouts";
import { rotations } from "./rotations";

describeRehearsed("the platform on two nodes", ["chromium"], (rehearsed, { chromium }) => {
  describe("at rest", () => atRest(rehearsed));
  describe("from outside", () => fromOutside(rehearsed));
  describe("in a browser", () => inBrowser(rehearsed, chromium, "belinda"));
  describe("on its network", () => network(rehearsed));
  describe("with faults of pods under load", () => podFaults(rehearsed));
  describe("with faults of nodes under load", () => nodeFaults(rehearsed));
  describe("with secrets that are replaced", () => rotations(rehearsed));
  describe("released by the pipeline's steps", () => releases(rehearsed));
  describe("when the machine has nothing else to do", () => {
    beforeAll(gateOpen, 3_600_000);
    describe("in a rollout", () => rollouts(rehearsed));
    describe("with planned restarts", () => plannedRestarts(rehearsed));
    describe("measured", () => measured(rehearsed));
  });
});
