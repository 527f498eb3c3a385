import type { Service } from "../runtime/service";
import { channelsOf } from "./channels";
import { createConsumer } from "./consumer";
import { needs } from "./needs";

export const service: Service = {
  needs,
  create: ({ settings }) => ({ consumer: createConsumer(channelsOf(settings)) }),
};
