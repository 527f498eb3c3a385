import type { Answer, Body } from "../../../../packages/client/routes";

/** How a user wants to be notified. */
export type Preferences = Answer<"get", "/api/notifications/preferences">;

/** Local times, as 22:00. */
export type QuietHours = NonNullable<Preferences["quietHours"]>;

export type Way = Exclude<keyof Preferences, "quietHours">;

/** A channel that leads to where the operator says. */
export type OperatorsChannel = Body<"post", "/api/notifications/test">["channel"];

/** Where e-mails and webhooks go. */
export type Addresses = Answer<"get", "/api/notifications/addresses">;

/** What an import made; of a dry run, what it would make. */
export type ImportAnswer = Answer<"post", "/api/import">;

export type ImportedTask = ImportAnswer["tasks"][number];

/** A calendar feed. Its address is in the answer that made it, and nowhere else. */
export type Feed = Answer<"get", "/api/calendar-feeds">["items"][number];

export type PushBrowsers = Answer<"get", "/api/push-subscriptions">;

/** A browser that shows what is pushed. */
export type PushBrowser = PushBrowsers["items"][number];

/** What became of an account. */
export type AccountDeleted = Answer<"delete", "/api/account">;

export type Passkey = Answer<"get", "/api/passkeys">["items"][number];

export type Session = Answer<"get", "/api/sessions">["items"][number];

export type NewPersonalToken = Body<"post", "/api/personal-tokens">;

/** A bearer token for a program. The token itself is in the answer that made it, and nowhere else. */
export type PersonalToken = Answer<"get", "/api/personal-tokens">["items"][number];
