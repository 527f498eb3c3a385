import { fieldCodes, problemCodes } from "../../../../../services/contracts/problem-codes";
import { words as de } from "../../../../../services/frontend/web/messages/refusals/de";
import { words as en } from "../../../../../services/frontend/web/messages/refusals/en";

const codes: [string, string, readonly string[]][] = [
  ...Object.entries(problemCodes).map(([code, values]): [string, string, readonly string[]] => [
    "problems",
    code,
    values,
  ]),
  ...Object.entries(fieldCodes).map(([code, values]): [string, string, readonly string[]] => ["fields", code, values]),
];
const textOf = (words: object, kind: string, code: string): unknown =>
  Object.entries(Object.entries(words).find(([name]) => name === kind)?.[1] ?? {}).find(([name]) => name === code)?.[1];

describe.each([
  ["English", en],
  ["German", de],
])("in %s", (_language, words) => {
  test.each(codes)("the page has words for %s.%s, with no value that the API does not send", (kind, code, values) => {
    const text = textOf(words, kind, code);
    expect(text).toEqual(expect.stringMatching(/\S/));
    const named = [...String(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(values).toEqual(expect.arrayContaining(named));
  });
});

test("German words are not the English ones", () => {
  const same = codes.filter(([kind, code]) => textOf(de, kind, code) === textOf(en, kind, code));
  expect(same).toEqual([]);
});
