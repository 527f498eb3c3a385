import { upgradeK3s } from "../../../scripts/upgrade-k3s/upgrade";
import { changes, hostJob, nodes, stubKubectl } from "../../helpers/stub-kubectl";
import type { StubAnswer } from "../../helpers/stub-program";
import { TestClock } from "../../helpers/test-clock";

const [before, after] = ["v1.36.5+k3s1", "v1.36.6+k3s1"];
const sha256 = "cd".repeat(32);
const both = (server: string, agent: string) =>
  nodes({ name: "server", version: server }, { name: "agent", version: agent });

function upgrade(...answers: StubAnswer[]) {
  const clock = new TestClock({ faster: 60 });
  const { kubectl, program } = stubKubectl(...answers);
  const options = { version: after, sha256, nextMinor: false, clock, say: () => {} };
  return { program, done: upgradeK3s(kubectl, options) };
}

test("snapshot first, then the server, and the agent only when the server is Ready with the new version", async () => {
  const away: StubAnswer = { match: "get nodes", status: 1, errors: "connection refused" };
  const { program, done } = upgrade(
    both(before, before),
    both(before, before),
    ...hostJob(),
    ...hostJob(),
    away,
    nodes({ name: "server", version: after, ready: false }, { name: "agent", version: before }),
    both(after, before),
    ...hostJob(),
    both(after, after),
  );
  await done;
  expect(changes(program)).toEqual([
    "job freehold-take-snapshot-server",
    "job freehold-upgrade-k3s-server",
    "job freehold-upgrade-k3s-agent",
  ]);
  expect(program.unused).toEqual([]);
  const command = JSON.parse(program.calls.filter(({ input }) => input)[1]?.input ?? "").items[0].spec.template.spec
    .containers[0].command;
  expect(command.slice(-2)).toEqual([after, sha256]);
});

test("without a snapshot nothing is upgraded", async () => {
  const { program, done } = upgrade(both(before, before), both(before, before), ...hostJob("failed"));
  await expect(done).rejects.toThrow("take-snapshot failed");
  expect(changes(program)).toEqual(["job freehold-take-snapshot-server"]);
});

test("a server that does not come back leaves the agent alone", async () => {
  const stuck = { ...nodes({ name: "server", version: after, ready: false }), always: true };
  const { program, done } = upgrade(both(before, before), both(before, before), ...hostJob(), ...hostJob(), stuck);
  await expect(done).rejects.toThrow(/freehold-server is not Ready with v1.36.6\+k3s1 after 15 minutes/);
  expect(changes(program)).not.toContain("job freehold-upgrade-k3s-agent");
});

test("a cluster that has the version is not touched", async () => {
  const { program, done } = upgrade(both(after, after));
  await done;
  expect(changes(program)).toEqual([]);
});
