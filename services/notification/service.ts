import type { Service } from "../runtime/host/service";
import { channelsOf } from "./channels";
import { createConsumer } from "./consumer";
import { definition } from "./definition";

export const service: Service<typeof definition.settings> = {
  definition,
  create: ({ own, settings: { dapr } }) => ({
    consumer: createConsumer(channelsOf(dapr, own), own.giveUpHours * 3_600_000),
  }),
};
