import { groupsOf } from "../../../services/consumer-groups";
import { deadLetterTopic, topicSettings, topics } from "../../../services/contracts/topics";

/** Seconds between two looks; far more often than 64 MiB fill up. */
const pause = 30;

const hour = 3_600_000;

/**
 * Milliseconds for which a stream keeps what each pod reads for itself. A new pod has to read all of it before it pushes
 * anything (services/runtime/consumer/broadcast.ts): an hour under load held pushes up for minutes. A sidecar that is away
 * for longer misses the rest.
 */
const broadcastAge = 120_000;

/** Milliseconds after which a pod that reads no more is gone: it reads at least every few seconds. */
const silence = 24 * hour;

/**
 * A shell line that trims every stream twice a minute. The password is in REDISCLI_AUTH.
 *
 * The shell is PID 1 of its container, and the kernel drops a SIGTERM that PID 1 has no handler for. Without the trap the
 * pod would stop only when its grace period is over, and Redis would be away for that long in each rollout. A shell
 * handles a signal when its foreground command is over, so it sleeps in the background and waits.
 */
export const trimCommand = (script: string): string => {
  const streams = topics.flatMap((topic) => {
    const letters = deadLetterTopic(topic);
    return [
      { stream: topic as string, age: broadcastAge, groups: groupsOf(topic) },
      { stream: letters, age: topicSettings(letters).retentionHours * hour, groups: [] },
    ];
  });
  const lines = streams.map(({ stream, age, groups }) =>
    ["redis-cli", "--eval", script, stream, ",", age, silence, ...groups].join(" "),
  );
  return `trap 'exit 0' TERM; while sleep ${pause} & wait $!; do ${lines.join("; ")}; done`;
};
