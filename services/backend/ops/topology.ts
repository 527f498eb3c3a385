import { type Topic, topics } from "../../contracts/topics";
import { allDefinitions } from "../../definitions";

export interface ServicePlace {
  name: string;
  publishes: readonly Topic[];
  subscribes: readonly { topic: Topic; delivery: "shared" | "broadcast" }[];
}

/** The services and the topics between them, as the services declare them. */
export const services: readonly ServicePlace[] = allDefinitions.map(({ name, publishes, subscribes }) => ({
  name,
  publishes,
  subscribes,
}));

export const allTopics: readonly Topic[] = topics;

/** The services that take events. */
export const consumers = services.filter(({ subscribes }) => subscribes.length > 0);

/** Whether a name is that of a consumer, or of a side effect of one as `notification/webhook`. */
export const isConsumer = (name: string): boolean => {
  const [service = "", effect] = name.split("/", 2);
  return consumers.some((one) => one.name === service) && (effect === undefined || /^[a-z][a-z-]*$/.test(effect));
};
