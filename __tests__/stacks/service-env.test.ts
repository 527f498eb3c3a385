import { settingsIn } from "../../services/contracts/setting";
import { allDefinitions } from "../../services/definitions";
import { runtimeSettings } from "../../services/runtime/definition";
import { askForAllOfRedpanda, askForEverything } from "./ask-for-everything";
import { deploymentOf } from "./deployment";
import { synthesise } from "./synthesise";

const secret = ({ type }: ReturnType<typeof settingsIn>[number]) => type.meta()?.secret !== undefined;

describe.each([
  ["the default configuration", undefined],
  ["everything that can be asked for", askForEverything],
  ["all of Redpanda", askForAllOfRedpanda],
])("with %s", (_, input) => {
  const { apps } = synthesise(input);
  const told = allDefinitions.map((definition) => ({
    declared: settingsIn({ runtime: runtimeSettings, own: definition.settings }),
    variables: deploymentOf(apps, definition.name).spec.template.spec.container[0].env,
  }));

  test("a pod is told only what the runtime or its service declares", () => {
    for (const { declared, variables } of told) {
      expect(variables.length).toBeGreaterThan(1);
      expect(declared.map(({ variable }) => variable)).toEqual(
        expect.arrayContaining(variables.map(({ name }) => name)),
      );
    }
  });

  test("what is declared as a secret comes from a Secret, and nothing else does", () => {
    for (const { declared, variables } of told) {
      const fromSecrets = variables.filter(({ value_from }) => value_from).map(({ name }) => name);
      const secrets = declared.filter(secret).map(({ variable }) => variable);
      const inClear = variables.filter(({ value }) => value !== undefined).map(({ name }) => name);
      expect(secrets).toEqual(expect.arrayContaining(fromSecrets));
      expect(inClear.filter((name) => secrets.includes(name))).toEqual([]);
    }
  });
});
