import type { Body } from "../../../../packages/client/routes";
import { request } from "../shared/request";
import type { NewPersonalToken, OperatorsChannel, Preferences } from "./types";

/** Milliseconds that the deletion of an account may take: its tasks go in chunks. */
const deletionTimeoutMs = 300_000;
/** Things of a kind that are listed: more than an owner may have. */
const most = 100;

/** What the settings ask of the API, files apart. Each throws a Problem. */
export const settingsApi = {
  preferences: () => request("GET", "/api/notifications/preferences"),
  savePreferences: (body: Preferences) => request("PUT", "/api/notifications/preferences", { body }),
  testChannel: (channel: OperatorsChannel) => request("POST", "/api/notifications/test", { body: { channel } }),
  addresses: () => request("GET", "/api/notifications/addresses"),
  askForEmail: (address: string) => request("PUT", "/api/notifications/addresses/email", { body: { address } }),
  confirmEmail: (code: string) => request("POST", "/api/notifications/addresses/email/confirm", { body: { code } }),
  setWebhook: (url: string) => request("PUT", "/api/notifications/addresses/webhook", { body: { url } }),
  removeAddress: (channel: OperatorsChannel) => request("DELETE", `/api/notifications/addresses/${channel}`),
  pushBrowsers: () => request("GET", "/api/push-subscriptions"),
  putPushBrowser: (body: Body<"put", "/api/push-subscriptions">) => request("PUT", "/api/push-subscriptions", { body }),
  testPushBrowser: (id: string) => request("POST", `/api/push-subscriptions/${id}/test`),
  removePushBrowser: (id: string) => request("DELETE", `/api/push-subscriptions/${id}`),
  feeds: () => request("GET", "/api/calendar-feeds", { query: { limit: most } }),
  addFeed: (name: string) => request("POST", "/api/calendar-feeds", { body: { name } }),
  revokeFeed: (id: string) => request("DELETE", `/api/calendar-feeds/${id}`),
  passkeys: () => request("GET", "/api/passkeys", { query: { limit: most } }),
  renamePasskey: (id: string, name: string) => request("PATCH", `/api/passkeys/${id}`, { body: { name } }),
  revokePasskey: (id: string) => request("DELETE", `/api/passkeys/${id}`),
  sessions: () => request("GET", "/api/sessions", { query: { limit: most } }),
  endSession: (id: string) => request("DELETE", `/api/sessions/${id}`),
  personalTokens: () => request("GET", "/api/personal-tokens", { query: { limit: most } }),
  addPersonalToken: (body: NewPersonalToken) => request("POST", "/api/personal-tokens", { body }),
  revokePersonalToken: (id: string) => request("DELETE", `/api/personal-tokens/${id}`),
  deleteAccount: (confirm: string) =>
    request("DELETE", "/api/account", { body: { confirm }, timeoutMs: deletionTimeoutMs }),
};
