import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const blocksOf = (page: string) =>
  [...readFileSync(page, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

const service = "examples/consumer/services/follow-up-consumer";

test.each(readdirSync(service))("the tutorial shows %s as it is in examples/consumer", (file) => {
  expect(blocksOf("docs/tutorials/add-a-consumer.md")).toContain(readFileSync(path.join(service, file), "utf8"));
});

test("the how-to shows the workload as it is in examples/workload", () => {
  const [, body = ""] =
    /: void \{\n([\s\S]*)\}\n$/.exec(readFileSync("examples/workload/link-preview.ts", "utf8")) ?? [];
  expect(blocksOf("docs/how-to/add-a-workload.md")).toEqual([body.replace(/^ {2}/gm, "")]);
});
