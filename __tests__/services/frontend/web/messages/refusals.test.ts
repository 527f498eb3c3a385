import { fieldCodes, noteCodes, problemCodes } from "../../../../../services/contracts/problem-codes";
import { words as de } from "../../../../../services/frontend/web/messages/refusals/de";
import { words as en } from "../../../../../services/frontend/web/messages/refusals/en";

const codes = Object.entries({ problems: problemCodes, fields: fieldCodes, notes: noteCodes }).flatMap(([kind, all]) =>
  Object.entries(all).map(([code, values]): [string, string, readonly string[]] => [kind, code, values]),
);
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
