import { defects } from "./defects";
import { describeRehearsed } from "./describe-rehearsed";
import { kafkaTransport } from "./kafka-transport";
import { otherSettings, withoutCertificate } from "./other-settings";
import { upgrade } from "./upgrade";

describeRehearsed("the platform deployed in other ways", ["kafka", "chromium"], (rehearsed, { chromium }) => {
  describe("with a defect", () => defects(rehearsed));
  describe("upgraded", () => upgrade(rehearsed));
  describe("with plain HTTP", () => withoutCertificate(rehearsed));
  describe("with every other setting", () => otherSettings(rehearsed));
  describe("without sidecars, straight over Kafka", () => kafkaTransport(rehearsed, chromium));
});
