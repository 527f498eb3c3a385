import { maxEventBytes } from "../../../../services/contracts/limits";
import { decodeData, decodeEnvelope } from "../../../../services/runtime/consumer/decode";
import { postgresJson } from "../../../../services/runtime/consumer/postgres-json";
import { messageOf } from "../../../../services/runtime/core/errors";
import { Oversized } from "../../../../services/runtime/transports/oversized";
import { aTask, created } from "../../../helpers/events";

const titled = (title: string) => created(aTask({ title }));
/** As a writer that escapes everything would send it. */
const escaped = (event: object) => JSON.stringify(event).replace(/[<\u007f-\uffff]/g, unicodeEscape);
const unicodeEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

test.each([
  ["plain"],
  ["a backslash \\u0000 that is only written out"],
  ["C:\\udp"],
  ["😀 and é"],
  ["<b>"],
  ["\u0001"],
])("%j comes through, from every writer", (title) => {
  const event = titled(title);
  for (const raw of [JSON.stringify(event), Buffer.from(JSON.stringify(event)), escaped(event), event]) {
    expect(decodeData(decodeEnvelope(raw), "task-events")).toEqual(event);
  }
});

test.each([["NUL \0"], ["half \ud83c"], ["the other half \udf31 alone"]])(
  "%j is refused, since Postgres could not keep it",
  (title) => {
    expect(() => decodeEnvelope(JSON.stringify(titled(title)))).toThrow(
      expect.objectContaining({ code: "EVENT_INVALID" }),
    );
  },
);

test("an event is measured by what it says, not by how its writer escapes", () => {
  const event = titled("<".repeat(100_000));
  expect(escaped(event).length).toBeGreaterThan(maxEventBytes);
  expect(decodeEnvelope(escaped(event)).id).toBe(event.id);
  expect(() => decodeEnvelope(JSON.stringify(titled("x".repeat(maxEventBytes + 5_000))))).toThrow(
    expect.objectContaining({ code: "EVENT_TOO_LARGE", message: expect.stringContaining(String(maxEventBytes)) }),
  );
});

test("a delivery that is no event is kept as JSON, as text, or as its bytes", () => {
  expect(postgresJson('{"a":1}')).toEqual({ a: 1 });
  expect(postgresJson(Buffer.from("hello"))).toBe("hello");
  expect(postgresJson(Buffer.from([0xff, 0x00]))).toEqual({ data_base64: "/wA=" });
  expect(postgresJson("nul\0")).toEqual({ data_base64: Buffer.from("nul\0").toString("base64") });
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(JSON.stringify(postgresJson(deep.slice(50_000, -50_000)))).toContain("data_base64");
  expect(postgresJson(deep)).toBeInstanceOf(Oversized);
  // Each of these characters would be six in JSON.
  expect(postgresJson("\u0001".repeat(100_000))).toHaveProperty("data_base64");
});

test("of what is too large, its size, its hash and its beginning are kept, also when it is read piece by piece", async () => {
  const body = Buffer.from(`beginning${"x".repeat(3_000_000)}`);
  const pieces = async function* () {
    for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536);
  };
  const whole = postgresJson(body);
  const read = await Oversized.read(pieces(), 1_000_000);
  expect(JSON.stringify(read)).toBe(JSON.stringify(whole));
  expect(JSON.parse(JSON.stringify(read))).toMatchObject({
    bytes: body.length,
    sha256: expect.stringMatching(/^\w{64}$/),
  });
  expect(JSON.stringify(read).length).toBeLessThan(4_000);
  const fitting = await Oversized.read(pieces(), body.length);
  // Byte by byte, jest's own comparison takes seconds.
  expect(Buffer.isBuffer(fitting) && fitting.equals(body)).toBe(true);
});

test("a message is kept up to a length, and without what can't be stored", () => {
  const text = messageOf(new Error(`nul\0 half \ud83c ${"x".repeat(10_000)}`));
  expect(text).toHaveLength(2_000);
  expect(text).toMatch(/^nul\u{FFFD} half \u{FFFD} x+$/u);
});
