import type { DueDay, Recurrence } from "../shared/types";

export interface QuietHours {
  /** Local times, as 22:00. */
  from: string;
  until: string;
  timeZone: string;
}

export type Way = "inApp" | "email" | "webhook" | "push";

/** How a user wants to be notified. */
export type Preferences = Record<Way, boolean> & { quietHours: QuietHours | null };

/** What an import made; of a dry run, what it would make. */
export interface ImportAnswer {
  created: number;
  /** Names of new lists. */
  lists: string[];
  /** Tasks of the file that were there already. */
  existing: number;
  /** What is left out, and why. */
  notes: { line: number; message: string }[];
  /** The first ones, of a dry run alone. */
  tasks: ImportedTask[];
}

export interface ImportedTask {
  title: string;
  status: "open" | "completed";
  dueAt: string | null;
  dueOn?: DueDay;
  tags: string[];
  recurrence: Recurrence | null;
}

/** A calendar feed. Its address is in the answer that made it, and nowhere else. */
export interface Feed {
  id: string;
  name: string;
  createdAt: string;
}

/** A browser that shows what is pushed. */
export interface PushBrowser {
  id: string;
  name: string;
  createdAt: string;
}

export interface PushBrowsers {
  /** Key to subscribe with; null: the platform pushes nothing. */
  publicKey: string | null;
  items: PushBrowser[];
}

/** What became of an account. */
export interface AccountDeleted {
  deleted: { tasks: number; lists: number; calendarFeeds: number };
  stays: { what: string; why: string; days: number }[];
}

export interface Passkey {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface Session {
  id: string;
  /** Its User-Agent. */
  browser: string;
  createdAt: string;
  expiresAt: string;
  /** Whether it is this browser's. */
  current: boolean;
}

export interface NewPersonalToken {
  name: string;
  scope: "read" | "write";
  expiresAt: string;
}

/** A bearer token for a program. The token itself is in the answer that made it, and nowhere else. */
export interface PersonalToken extends NewPersonalToken {
  id: string;
  createdAt: string;
}
