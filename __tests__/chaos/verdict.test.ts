import { makeInput } from "../../chaos/input";
import { type Effect, judge } from "../../chaos/verdict";

const input = makeInput({ events: 200, seed: 3, duplicates: 0.1, poison: 0.05, disorder: 5 });

/** The end state of a platform that does everything right. */
const perfect = (): Effect[] =>
  [...input.expected.effects]
    .map((key) => {
      const [topic = "", subject = "", sequence] = key.split(" ");
      return { topic, subject, sequence: Number(sequence) };
    })
    .sort((a, b) => a.sequence - b.sequence);
const dead = [...input.expected.deadLetters];

test("the same seed makes the same input, another one another", () => {
  const options = { events: 50, seed: 1, duplicates: 0.5 };
  expect(makeInput(options)).toEqual(makeInput(options));
  expect(makeInput({ ...options, seed: 2 })).not.toEqual(makeInput(options));
});

test("the input has what was asked for", () => {
  const ids = input.deliveries.map(({ id }) => id);
  expect(new Set(ids).size).toBe(230);
  expect(ids.length).toBeGreaterThan(230);
  expect(dead.length).toBeGreaterThan(0);
});

test("nothing is held against the end state that the model computes", () => {
  expect(judge(input.expected, perfect(), dead)).toEqual({ lost: 0, doubled: 0, disordered: 0 });
});

test("an effect that is missing is lost, and so is a dead letter", () => {
  expect(judge(input.expected, perfect().slice(1), dead.slice(1))).toMatchObject({ lost: 2 });
});

test("an event that is a dead letter by mistake is lost", () => {
  expect(judge(input.expected, perfect(), [...dead, "another"])).toMatchObject({ lost: 1 });
});

test("a second effect is one too many, and so is one that should not be", () => {
  const [first] = perfect();
  const stray = { topic: "task-events", subject: "nobody", sequence: 1 };
  expect(judge(input.expected, [...perfect(), ...(first ? [first] : []), stray], dead)).toMatchObject({ doubled: 2 });
});

test("an effect after that of a later event of its task is disordered", () => {
  expect(judge(input.expected, perfect().reverse(), dead).disordered).toBeGreaterThan(0);
});
