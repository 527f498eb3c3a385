/**
 * The topics of the platform. Everything that names one (subscriptions, Dapr components, topic creation, tests)
 * reads it here, so that no topic is misspelt or forgotten.
 */
export const topics = ["task-events", "reminders", "task-updates"] as const;
export type Topic = (typeof topics)[number];

/** The topic that takes the events of `topic` which a consumer has given up on. */
export type DeadLetterTopic = `${Topic}.dlq`;

const isTopic = (name: string): name is Topic => (topics as readonly string[]).includes(name);

export const deadLetterTopic = (topic: Topic): DeadLetterTopic => `${topic}.dlq`;

/** What the broker is asked to keep of a topic. */
export interface TopicSettings {
  /** Upper bound on how many replicas of a shared consumer can work at once. */
  partitions: number;
  /** How long the broker keeps an event, in hours. The inbox must remember an event for longer: see `claimDays`. */
  retentionHours: number;
}

const settings: Record<Topic, TopicSettings> = {
  "task-events": { partitions: 3, retentionHours: 72 },
  reminders: { partitions: 3, retentionHours: 72 },
  // Only of interest while somebody watches; the page reads the rest from the API.
  "task-updates": { partitions: 3, retentionHours: 1 },
};

/** How long after its first failure a dead letter may be replayed, in hours: see `claimDays`. */
export const replayHours = 96;

/** Dead letters stay as long as they may be replayed. */
const deadLetterSettings: TopicSettings = { partitions: 1, retentionHours: replayHours };

export const topicSettings = (name: Topic | DeadLetterTopic): TopicSettings =>
  isTopic(name) ? settings[name] : deadLetterSettings;

/**
 * How long a consumer remembers that it has handled an event, in days. An event can come back until the broker forgets
 * it (72 h) or its dead letter is replayed (96 h more), and the two add up to exactly this.
 */
export const claimDays = 7;
