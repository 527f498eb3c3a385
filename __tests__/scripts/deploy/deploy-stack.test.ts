import { deployStack } from "../../../scripts/deploy/deploy-stack";
import { Terraform } from "../../../scripts/operations/terraform";
import { stubKubectl } from "../../helpers/stub-kubectl";
import type { StubAnswer } from "../../helpers/stub-program";
import { useStubTerraform } from "../../helpers/stub-terraform";
import { stackFolder } from "../../helpers/terminal";
import { TestClock } from "../../helpers/test-clock";
import { until } from "../../helpers/until";
import { crashLoop, deployment, pod } from "./rollout/objects";

const cluster = (...items: object[]): StubAnswer => ({
  match: "get deployments,replicasets,pods",
  output: JSON.stringify({ items }),
});
const crashing = cluster(deployment("backend", { available: 0 }), pod({ containers: [crashLoop(3)] }));
const logs: StubAnswer = { match: "logs", output: "Error: connect ECONNREFUSED\n", always: true };

const terraform = useStubTerraform();

/** Stands still until the apply has begun. */
class ApplyClock extends TestClock {
  override async sleep(milliseconds: number): Promise<void> {
    await until("the apply has begun", () => terraform().calls.some(({ args }) => args.includes(" apply ")));
    await super.sleep(milliseconds);
  }
}

/** Deploys apps with this apply, on a cluster where backend crash-loops from then on. */
async function deploy(apply: StubAnswer): Promise<{ error: unknown; said: string }> {
  terraform().answer(
    { match: " init " },
    { match: " show -json$", output: "{}", always: true },
    { match: " plan " },
    {
      match: "show -json .+plan$",
      output: JSON.stringify({ resource_changes: [{ address: "a.b", change: { actions: ["create"] } }] }),
    },
    apply,
  );
  const noReleases = { match: "get secrets", output: JSON.stringify({ items: [] }) };
  const { kubectl } = stubKubectl(noReleases, cluster(), { ...crashing, always: true }, logs);
  const said: string[] = [];
  const error = await deployStack(new Terraform("apps", stackFolder({}, "apps").outdir), {
    clock: new ApplyClock(),
    signal: new AbortController().signal,
    say: (line) => said.push(line),
    withKubectl: (work) => work(kubectl),
  }).catch((thrown: unknown) => thrown);
  return { error, said: said.join("\n") };
}

test("an apply of apps whose pod crash-loops is asked to stop, and the command names the pod and what it said", async () => {
  const { error, said } = await deploy({ match: " apply ", waitsFor: "/no/such/file" });
  expect(terraform().calls.at(-1)?.args).toBe("SIGINT");
  expect(String(error)).toContain("apps is not deployed: freehold/backend-6c8-x1 cannot start, as shown above");
  expect(said).toContain("last log line: Error: connect ECONNREFUSED");
});

test("the command ends early too when the pod crash-loops after the apply", async () => {
  const { error, said } = await deploy({ match: " apply " });
  expect(String(error)).toMatch(/Not rolled out: backend \(0 of 1 ready\)|apps is not deployed: .+cannot start/);
  expect(said).toContain("last log line: Error: connect ECONNREFUSED");
});
