import { line, text } from "../../../services/backend/text";
import { useBackend } from "../../helpers/backend";

const api = useBackend();
const ann = api.as("ann");

const accepts = (schema: ReturnType<typeof line>, value: string) => schema.safeParse(value).success;

test.each([
  ["nothing", ""],
  ["spaces", "   "],
  ["a no-break space", "\u00a0"],
  ["an ideographic space", "\u3000"],
  ["a zero-width space", "\u200b"],
  ["a zero-width joiner", "\u200d"],
  ["a soft hyphen", "\u00ad"],
  ["marks of direction", "\u200e\u202e\u2067"],
  ["a word joiner", "\u2060"],
  ["a byte order mark", "\ufeff"],
  ["a combining accent", "\u0301"],
  ["a spacing mark", "\u0903"],
  ["an enclosing mark", "\u20dd"],
  ["a variation selector", "\ufe0f"],
  ["tags", "\u{e0041}"],
  ["Hangul fillers", "\u3164\u115f\uffa0"],
  ["an empty Braille cell", "\u2800"],
  ["a noncharacter", "\ufffe"],
  ["all of them", " \u200b\u0301\u2060\ufe0f "],
])("%s alone is no name", (_what, value) => expect(accepts(line(200), value)).toBe(false));

test.each([
  ["CR LF", "one\r\ntwo"],
  ["a line feed at the end", "one\n"],
  ["a carriage return", "one\rtwo"],
  ["a tab", "one\ttwo"],
  ["a vertical tab", "one\vtwo"],
  ["NEL", "one\u0085two"],
  ["a line separator", "one\u2028two"],
  ["a paragraph separator", "one\u2029two"],
  ["an escape sequence", "\u001b[31mred"],
  ["DEL", "one\u007f"],
  ["letters from right to left", "invoice\u202efdp.exe"],
  ["letters from left to right", "\u202done"],
  ["NUL", "one\0"],
  ["half a character", "half \ud83c"],
])("a name with %s is refused", (_what, value) => expect(accepts(line(200), value)).toBe(false));

test.each([
  "x",
  "Äpfel",
  "日本語",
  "مرحبا",
  "שלום",
  "नमस्ते",
  "👩‍👩‍👧",
  "🇩🇪",
  "☕️",
  "e\u0301",
  "…",
  "-",
  "\u200bx",
  "\u200fx\u2067y\u2069",
  "\u{1f9cf}",
])("%j is a name", (value) => expect(accepts(line(200), value)).toBe(true));

test("spaces around a name are cut off", () => expect(line(200).parse("  Pay rent ")).toBe("Pay rent"));

test("characters are counted as people count them", () => {
  expect(accepts(line(200), "👩".repeat(200))).toBe(true);
  expect(accepts(line(200), "x".repeat(201))).toBe(false);
});

test("a text may have lines and be empty, but nothing that can't be stored", () => {
  expect(accepts(text(10), "a\r\n\tb")).toBe(true);
  expect(accepts(text(10), "")).toBe(true);
  expect(accepts(text(10), "a\0")).toBe(false);
  expect(accepts(text(10), "\udc00")).toBe(false);
});

test.each([
  ["title", { title: "\u200b" }],
  ["title", { title: "one\r\ntwo" }],
  ["tags.0", { title: "x", tags: ["\u200b"] }],
  ["tags.1", { title: "x", tags: ["a", "one\ntwo"] }],
  ["description", { title: "x", description: "\0" }],
])("the API names %s when it is refused: %j", async (field, body) => {
  expect(await ann("POST", "/api/tasks", body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  const { title = "x", ...rest } = body as { title?: string };
  const { body: task } = await ann("POST", "/api/tasks", { title: "y" });
  const changes = field === "title" ? { title } : rest;
  expect((await ann("PATCH", `/api/tasks/${(task as { id: string }).id}`, changes)).status).toBe(400);
});
