import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Terraform } from "../../../scripts/operations/terraform";
import { type Deploy, replaceMachine, replaceNode } from "../../../scripts/replace-node/replace-node";
import { changes, hostJob, nodes, stubKubectl } from "../../helpers/stub-kubectl";
import { type StubAnswer, StubProgram } from "../../helpers/stub-program";
import { TestClock } from "../../helpers/test-clock";

const outdir = mkdtempSync(path.join(tmpdir(), "stacks-"));
mkdirSync(path.join(outdir, "stacks", "compute"), { recursive: true });
writeFileSync(path.join(outdir, "stacks", "compute", "cdk.tf.json"), "{}");

/** The state with a machine of this role and id. */
const state = (role: string, id: string): StubAnswer => ({
  match: " show -json",
  output: JSON.stringify({
    values: {
      root_module: {
        resources: [
          {
            address: `oci_core_instance.${role}_instance_1`,
            type: "oci_core_instance",
            name: `${role}_instance_1`,
            values: { id },
          },
        ],
      },
    },
  }),
});
const cluster = nodes({ name: "server" }, { name: "agent" });
const init: StubAnswer = { match: " init" };

afterEach(() => {
  delete process.env.TERRAFORM_BINARY_NAME;
});

/** Options with a Terraform that plays these answers, and a deploy that records what it was asked for. */
function setUp(...answers: StubAnswer[]) {
  const terraform = new StubProgram("terraform");
  terraform.answer(...answers);
  process.env.TERRAFORM_BINARY_NAME = terraform.file;
  // The user agrees, unless a test says otherwise.
  const deploy = jest.fn<Promise<void>, Parameters<Deploy>>(async ({ beforeApply }) => beforeApply?.());
  const options = { compute: new Terraform("compute", outdir), deploy, clock: new TestClock(), say: () => {} };
  return { options, deploy, terraform };
}

test("the server: snapshot, then a new machine that begins with the newest one", async () => {
  const { kubectl, program } = stubKubectl(cluster, cluster, ...hostJob());
  const { options, deploy } = setUp(init, state("server", "old"), state("server", "new"));
  await replaceNode(kubectl, "server", options);
  expect(changes(program)).toEqual(["job freehold-take-snapshot-server"]);
  expect(deploy).toHaveBeenCalledWith({
    firstArguments: ["-replace=oci_core_instance.server_instance_1"],
    variables: { restore_snapshot: "newest" },
    beforeApply: expect.any(Function),
    goOn: "npx freehold restore --yes",
  });
});

test("the agent: snapshot, its pods move away, a new machine, and pods may come back", async () => {
  const { kubectl, program } = stubKubectl(
    cluster,
    cluster,
    ...hostJob(),
    cluster,
    { match: "drain" },
    { match: "uncordon" },
  );
  const { options, deploy } = setUp(init, state("agent", "old"), state("agent", "new"));
  await replaceNode(kubectl, "agent", options);
  expect(changes(program)).toEqual([
    "job freehold-take-snapshot-server",
    "drain freehold-agent",
    "uncordon freehold-agent",
  ]);
  expect(deploy).toHaveBeenCalledWith({
    firstArguments: ["-replace=oci_core_instance.agent_instance_1"],
    variables: {},
    beforeApply: expect.any(Function),
  });
});

test("an agent that is not replaced is for pods again, and why it was not is what is told", async () => {
  const { kubectl, program } = stubKubectl(
    cluster,
    cluster,
    ...hostJob(),
    cluster,
    { match: "drain" },
    { match: "uncordon" },
  );
  const { options, deploy } = setUp(init, state("agent", "old"), init, state("agent", "old"));
  deploy.mockImplementation(async ({ beforeApply }) => {
    await beforeApply?.();
    throw new Error("No room.");
  });
  await expect(replaceNode(kubectl, "agent", options)).rejects.toThrow("No room.");
  expect(changes(program).at(-1)).toBe("uncordon freehold-agent");
  program.answer(
    cluster,
    cluster,
    ...hostJob(),
    cluster,
    { match: "drain" },
    { match: "uncordon", status: 1, errors: "no API" },
  );
  await expect(replaceNode(kubectl, "agent", options)).rejects.toThrow("No room.");
});

test("who declines the plan keeps the agent as it is: no snapshot, no drain", async () => {
  const { kubectl, program } = stubKubectl(cluster);
  const { options, deploy } = setUp(init, state("agent", "old"));
  deploy.mockRejectedValue(new Error("No changes were made."));
  await expect(replaceNode(kubectl, "agent", options)).rejects.toThrow("No changes were made.");
  expect(changes(program)).toEqual([]);
});

test("a server that is not Ready: nothing is planned", async () => {
  const { kubectl } = stubKubectl(nodes({ name: "server", ready: false }, { name: "agent" }));
  const { options, deploy } = setUp(init, state("server", "old"));
  await expect(replaceNode(kubectl, "server", options)).rejects.toThrow("npx freehold restore");
  expect(deploy).not.toHaveBeenCalled();
});

test("a snapshot that fails: the apply does not begin", async () => {
  const { kubectl } = stubKubectl(cluster, cluster, ...hostJob("failed"));
  const { options, deploy } = setUp(init, state("server", "old"));
  await expect(replaceNode(kubectl, "server", options)).rejects.toThrow("take-snapshot failed");
  await expect(deploy.mock.results[0]?.value).rejects.toThrow("take-snapshot failed");
});

test("a machine that does not exist is made, with the snapshot that a restore names", async () => {
  const { options, deploy } = setUp(init, { match: " show -json", output: "{}" }, state("server", "new"));
  await replaceMachine("server", options, { restore_snapshot: "etcd-snapshot-1" });
  expect(deploy).toHaveBeenCalledWith({
    firstArguments: [],
    variables: { restore_snapshot: "etcd-snapshot-1" },
    goOn: "npx freehold restore --yes",
  });
});

test("a machine that is the same as before is no success", async () => {
  const { options } = setUp(init, state("server", "old"), state("server", "old"));
  await expect(replaceMachine("server", options, {})).rejects.toThrow("The server was not replaced");
});
