import { allDefinitions } from "./definitions";

/** The topics that each consumer group reads. */
export const groups = allDefinitions
  .map(({ name, subscribes }) => ({
    name,
    topics: subscribes.filter(({ delivery }) => delivery === "shared").map(({ topic }) => topic),
  }))
  .filter(({ topics }) => topics.length > 0);

/** The consumer groups that share a topic: Dapr names them after their app. */
export const groupsOf = (topic: string): string[] =>
  groups.filter(({ topics }) => (topics as readonly string[]).includes(topic)).map(({ name }) => name);
