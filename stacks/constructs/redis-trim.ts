import { groupsOf } from "../../services/consumer-groups";
import { deadLetterTopic, topicSettings, topics } from "../../services/contracts/topics";

/** Seconds between two looks; far more often than 64 MiB fill up. */
const pause = 60;

const hour = 3_600_000;

/** Milliseconds after which a pod that reads no more is gone: it reads at least every few seconds. */
const silence = 24 * hour;

/** A shell line that trims every stream once a minute. The password is in REDISCLI_AUTH. */
export const trimCommand = (script: string): string => {
  const streams = topics.flatMap((topic) => [
    { stream: topic as string, hours: topicSettings(topic).retentionHours, groups: groupsOf(topic) },
    { stream: deadLetterTopic(topic), hours: topicSettings(deadLetterTopic(topic)).retentionHours, groups: [] },
  ]);
  const lines = streams.map(({ stream, hours, groups }) =>
    ["redis-cli", "--eval", script, stream, ",", hours * hour, silence, ...groups].join(" "),
  );
  return `while sleep ${pause}; do ${lines.join("; ")}; done`;
};
