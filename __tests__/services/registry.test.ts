import { execFileSync } from "node:child_process";
import { allServices } from "../../services/all";
import { allNeeds, serviceNames } from "../../services/needs";

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
  expect(allServices.map(({ needs }) => needs.name)).toEqual(serviceNames);
  expect([...serviceNames].sort()).toEqual(serviceNames);
  expect(new Set(serviceNames).size).toBe(serviceNames.length);
});

test("what the stacks read of services is what these need, and none of their code", () => {
  expect(loadedBy("./services/needs").sort()).toEqual(
    [
      "services/contracts/needs.ts",
      "services/needs.ts",
      "services/registry.ts",
      ...allNeeds.map(({ name }) => `services/${name}/needs.ts`),
    ].sort(),
  );
});

test("a process of one service loads no other", () => {
  const loaded = loadedBy("./services/audit-consumer/service");
  expect(loaded).toContain("services/audit-consumer/consumer.ts");
  const others = serviceNames.filter((name) => name !== "audit-consumer");
  expect(loaded.filter((file) => others.some((name) => file.startsWith(`services/${name}/`)))).toEqual([]);
});
