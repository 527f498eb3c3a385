import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

/** Each is refused with 400, or is this instant. Never a failure. */
test.each([
  ["2026-01-01T00:00:00+16:00", "2025-12-31T08:00:00.000Z"],
  ["2026-01-01T00:00:00+15:59", "2025-12-31T08:01:00.000Z"],
  ["2026-01-01T00:00:00-16:00", "2026-01-01T16:00:00.000Z"],
  ["2026-01-01T00:00:00+23:59", "2025-12-31T00:01:00.000Z"],
  ["2026-01-01T00:00:00-23:59", "2026-01-01T23:59:00.000Z"],
  ["2026-01-01T00:00:00.123456789Z", "2026-01-01T00:00:00.123Z"],
  ["2026-01-01T00:00Z", undefined],
  ["2026-01-01T00:00:00+24:00", undefined],
  ["2026-01-01T00:00:00+14:60", undefined],
  ["2026-01-01T00:00:00+1400", undefined],
  ["2026-01-01T00:00:00+14", undefined],
  ["2026-06-30T23:59:60Z", undefined],
  ["2026-01-01T24:00:00Z", undefined],
  ["2026-02-29T00:00:00Z", undefined],
  ["2026-13-01T00:00:00Z", undefined],
  ["0000-01-01T00:00:00Z", undefined],
  ["0001-01-01T00:00:00+14:00", undefined],
  ["10000-01-01T00:00:00Z", undefined],
  ["+010000-01-01T00:00:00Z", undefined],
  ["-000001-01-01T00:00:00Z", undefined],
  ["9999-12-31T23:59:59-14:00", undefined],
  ["1970-01-01T00:00:00+00:01", undefined],
  ["2026-01-01t00:00:00z", undefined],
  ["2026-01-01 00:00:00Z", undefined],
  ["2026-01-01T00:00:00Z[Europe/Berlin]", undefined],
  ["infinity", undefined],
  ["-infinity", undefined],
  ["now", undefined],
  ["epoch", undefined],
  ["", undefined],
])("%j in each place of an instant", async (text, at) => {
  const query = encodeURIComponent(text);
  for (const name of ["dueBefore", "dueAfter"]) {
    const { status } = await ann("GET", `/api/tasks?${name}=${query}`);
    expect([name, status]).toEqual([name, at === undefined ? 400 : 200]);
  }
  const created = await ann("POST", "/api/tasks", { title: "x", dueAt: text });
  expect(created.status).toBe(at === undefined ? 400 : 201);
  if (at !== undefined) expect(created.body).toMatchObject({ dueAt: at });
  const { body } = await ann("POST", "/api/tasks", { title: "x" });
  const changed = await ann("PATCH", `/api/tasks/${(body as { id: string }).id}`, { dueAt: text });
  expect(changed.status).toBe(at === undefined ? 400 : 200);
});
