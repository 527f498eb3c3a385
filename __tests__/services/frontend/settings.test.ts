import { maxUploadBytes } from "../../../services/contracts/limits";
import { afterLoad, afterRead } from "../../../services/frontend/web/notifications/unread";
import { formatOf, mostBytes } from "../../../services/frontend/web/settings/data/file-format";
import { accountName } from "../../../services/frontend/web/shared/account-name";

const list = [
  { id: "3", isUnread: true },
  { id: "2", isUnread: true },
  { id: "1", isUnread: false },
];
const unreadOf = ({ list: shown, beyond }: { list: readonly { id: string; isUnread: boolean }[]; beyond: number }) => [
  shown.filter(({ isUnread }) => isUnread).map(({ id }) => id),
  beyond,
];

test.each([
  ["one of the list", "3", false, [["2"], 5]],
  ["one that the list does not have", "0", false, [["3", "2"], 4]],
  ["one and all older ones", "2", true, [["3"], 0]],
])("a notification is read: %s", (_what, id, andOlder, left) => {
  expect(unreadOf(afterRead({ list, beyond: 5 }, id, andOlder))).toEqual(left);
});

test("what the API says of a notification counts, and the unread ones that it does not name are counted", () => {
  expect(unreadOf(afterLoad(list, [{ id: "3", isUnread: false }], 4))).toEqual([["2"], 3]);
  expect(unreadOf(afterLoad(list, [], 0))).toEqual([[], 0]);
});

test("the name of an account is the sub of its token, in any letters", () => {
  const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
  expect(accountName(token({ sub: "ann" }))).toBe("ann");
  expect(accountName(token({ sub: "Jürgen 🌱?>~" }))).toBe("Jürgen 🌱?>~");
  expect(accountName(token({}))).toBe("");
  expect(accountName("opaque")).toBe("");
  expect(accountName(null)).toBe("local");
  // A session's, unless a token goes first.
  expect(accountName(null, "bob")).toBe("bob");
  expect(accountName(token({ sub: "ann" }), "bob")).toBe("ann");
});

test("the end of a file's name says its format", () => {
  expect(formatOf("Tasks.JSON")?.format).toBe("json");
  expect(formatOf("my.calendar.ics")?.type).toBe("text/calendar");
  expect(formatOf("Inbox.csv")?.format).toBe("todoist-csv");
  for (const name of ["tasks.xlsx", "toString", ""]) expect(formatOf(name)).toBeUndefined();
});

test("the page refuses a file at the size at which the API does", () => {
  expect(mostBytes).toBe(maxUploadBytes);
});
