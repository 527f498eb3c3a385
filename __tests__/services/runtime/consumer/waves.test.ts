import type { Consumer, SetHandler } from "../../../../services/runtime/consumer/consumer";
import { wavesOf } from "../../../../services/runtime/consumer/waves";
import { aTask, created, updated } from "../../../helpers/events";

const all: SetHandler = async () => {};
const other: SetHandler = async () => {};
const consumerWith = (onMany: Consumer["onMany"]): Consumer => ({ name: "waves", subscribes: [], on: {}, onMany });
const [first, second] = [aTask(), aTask()];
const [a1, a2, b1, b2] = [created(first), updated(first, 2), created(second), updated(second, 2)];
const shape = (waves: ReturnType<typeof wavesOf>) =>
  waves.map(({ sets, singles }) => ({ sets: [...sets.values()], singles }));

test("events of different subjects are in one wave, and each of one subject in a later one than the one before", () => {
  expect(shape(wavesOf([a1, b1, a2, b2], consumerWith({}), true))).toEqual([
    { sets: [], singles: [a1, b1] },
    { sets: [], singles: [a2, b2] },
  ]);
});

test("one handler for many takes the events of all its types, those of one subject too", () => {
  const consumer = consumerWith({ "freehold.task.created.v1": all, "freehold.task.updated.v1": all });
  expect(shape(wavesOf([a1, b1, a2, b2], consumer, true))).toEqual([{ sets: [[a1, b1, a2, b2]], singles: [] }]);
});

test("another handler comes after the one before it that had the subject", () => {
  const consumer = consumerWith({ "freehold.task.created.v1": all, "freehold.task.updated.v1": other });
  expect(shape(wavesOf([a1, b1, a2], consumer, true))).toEqual([
    { sets: [[a1, b1]], singles: [] },
    { sets: [[a2]], singles: [] },
  ]);
  expect(shape(wavesOf([a1, a2], consumerWith({ "freehold.task.created.v1": all }), true))).toEqual([
    { sets: [[a1]], singles: [] },
    { sets: [], singles: [a2] },
  ]);
});

test("without sets each event is alone", () => {
  const consumer = consumerWith({ "freehold.task.created.v1": all });
  expect(shape(wavesOf([a1, b1], consumer, false))).toEqual([{ sets: [], singles: [a1, b1] }]);
});
