import { useDatabase } from "../../../helpers/database";
import { aTask, created } from "../../../helpers/events";
import { topic, useProcessors } from "../../../helpers/processors";

const db = useDatabase();
const { start } = useProcessors(db);

test.each([
  ["what is not JSON", "{", "EVENT_NOT_JSON"],
  ["what is not a CloudEvent", { hello: "world" }, "EVENT_INVALID"],
  ["nothing at all", undefined, "EVENT_INVALID"],
  ["an unknown type", { ...created(aTask()), type: "freehold.task.archived.v1" }, "EVENT_UNKNOWN_TYPE"],
  ["a newer version of a type", { ...created(aTask()), type: "freehold.task.created.v2" }, "EVENT_UNKNOWN_TYPE"],
  ["a type of another topic", { ...created(aTask()), type: "freehold.reminder.due.v1" }, "EVENT_WRONG_TOPIC"],
  ["data that is not of its schema", { ...created(aTask()), data: { task: { id: 1 } } }, "EVENT_INVALID"],
])("%s goes to the dead letters at once, once, with its reason", async (_what, raw, code) => {
  const { processor, deadLetters, effects } = start();
  expect(await processor.deliver(topic, [raw])).toBe("ack");
  expect(await processor.deliver(topic, [raw])).toBe("ack");
  expect(await deadLetters()).toEqual([expect.objectContaining({ code, retries: 0 })]);
  expect(await effects()).toEqual([]);
});
