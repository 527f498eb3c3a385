import { execFileSync } from "node:child_process";
import { allServices } from "../../services/all";
import { allDefinitions, serviceNames } from "../../services/definitions";

/** The files of services/ that a process has loaded once it has loaded `module`. */
const loadedBy = (module: string): string[] =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        ...["--import", "tsx", "--eval"],
        `require(${JSON.stringify(module)}); console.log(JSON.stringify(Object.keys(require.cache)))`,
      ],
      { encoding: "utf8" },
    ),
  ).flatMap((file: string) => /\/(services\/.*)$/.exec(file)?.[1] ?? []);

test("every registered service is there, by its name and in the order of names", () => {
  expect(allServices.map(({ definition }) => definition.name)).toEqual(serviceNames);
  expect([...serviceNames].sort()).toEqual(serviceNames);
  expect(new Set(serviceNames).size).toBe(serviceNames.length);
});

test("the stacks read what services declare, and none of their code", () => {
  const loaded = loadedBy("./services/definitions").filter((file) => !file.startsWith("services/contracts/"));
  expect(loaded.sort()).toEqual(
    [
      "services/definitions.ts",
      "services/registry.ts",
      ...allDefinitions.map(({ name }) => `services/${name}/definition.ts`),
    ].sort(),
  );
});

test("a process of one service loads no other", () => {
  const loaded = loadedBy("./services/audit-consumer/service");
  expect(loaded).toContain("services/audit-consumer/consumer.ts");
  const others = serviceNames.filter((name) => name !== "audit-consumer");
  expect(loaded.filter((file) => others.some((name) => file.startsWith(`services/${name}/`)))).toEqual([]);
});
