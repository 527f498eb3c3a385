import { readPreferences } from "../domain/notification-preferences";
import type { Service } from "../runtime/host/service";
import { asPreferred } from "./as-preferred";
import { channelsOf } from "./channels";
import { createConsumer } from "./consumer";
import { definition } from "./definition";

export const service: Service<typeof definition.settings> = {
  definition,
  create: ({ own, settings: { dapr }, database }) => {
    const channels = channelsOf(dapr, own, database).map((channel) =>
      asPreferred(channel, (ownerId) => readPreferences(database(), ownerId)),
    );
    return { consumer: createConsumer(channels, own.giveUpHours * 3_600_000) };
  },
};
