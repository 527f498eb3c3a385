import { awakeProblems } from "../../stacks/guards/awake";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";
import { platformResources, replaceIn } from "./platform-resources";

const { resources } = platformResources({ connections: { notifications: { webhook: true } } });
const components = resources.find(({ attributes }) => attributes.name === "dapr-components")?.path ?? "";

test("the platform lets the database sleep", () => {
  expect(awakeProblems(resources)).toEqual([]);
});

test.each<[string, SynthesizedResource[], string]>([
  [
    "a job that runs every ten minutes",
    replaceIn(resources, "apps/clean-up-job/cron-job", "0 4 * * 0", "*/10 * * * *"),
    'apps/clean-up-job/cron-job runs at "*/10 * * * *": name one minute and one hour, once a day at most.',
  ],
  [
    "a probe that may ask the database",
    replaceIn(resources, "apps/backend/deployment", '"/readyz"', '"/readyz/database"'),
    "apps/backend/deployment, container backend, has a probe other than /healthz and /readyz, which run no SQL: use these.",
  ],
  [
    "a state store that cleans up on a timer",
    replaceIn(
      resources,
      components,
      String.raw`\"cleanupInterval\",\"value\":\"-1\"`,
      String.raw`\"cleanupInterval\",\"value\":\"1h\"`,
    ),
    "Dapr Component statestore cleans up on a timer, in each sidecar: set cleanupInterval -1.",
  ],
  [
    "a state store that is not told to leave it",
    replaceIn(resources, components, "cleanupInterval", "cleanUpInterval"),
    "Dapr Component statestore cleans up on a timer, in each sidecar: set cleanupInterval -1.",
  ],
])("%s is refused", (_, defective, message) => {
  expect(awakeProblems(defective)).toEqual([`Keeps the database awake: ${message}`]);
});
