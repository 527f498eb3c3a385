import type { Answer, Body } from "../../../../packages/client/routes";

/** The platform at a moment. */
export type Picture = Answer<"get", "/api/operator/ops">;

export type Service = Picture["services"][number];
export type Consumer = Picture["consumers"][number];
export type ConsumerState = Consumer["states"][number];

/** A consumer or one of its side effects. */
export type Queue = Consumer["sideEffects"][number];

export type HistoryPoint = Answer<"get", `/api/operator/ops/consumers/${string}/history`>["points"][number];

export type ParkedEvent = Answer<"get", `/api/operator/ops/consumers/${string}/parked`>["items"][number];

/** What only the database knows. */
export type Counts = Answer<"get", "/api/operator/ops/counts">;

/** Which dead letters are meant. */
export type DeadLetterFilter = Body<"post", "/api/dead-letters/batch/replay">["filter"];

/** Counts of dead letters of one consumer and type that failed alike. */
export type Groups = Answer<"get", "/api/dead-letters/groups">;
export type Group = Groups["groups"][number];

/** What became of a batch of up to 50 dead letters. */
export type Batch = Answer<"post", "/api/dead-letters/batch/replay">;

export type DeadLetterStatus = Answer<"post", "/api/dead-letters/batch/statuses">["items"][number]["status"];
