import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { destroyStack } from "../../../scripts/destroy/destroy-stack";
import { heldObjects } from "../../../scripts/destroy/held";
import type { OciClient } from "../../../scripts/oci/oci-client";
import { downstreamsOf } from "../../../scripts/operations/stack-order";
import { Terraform } from "../../../scripts/operations/terraform";
import { testOciClient } from "../../helpers/oci-client";
import { stubKubectl } from "../../helpers/stub-kubectl";
import type { StubAnswer } from "../../helpers/stub-program";
import { useStubTerraform } from "../../helpers/stub-terraform";
import { TestClock } from "../../helpers/test-clock";

const outdir = mkdtempSync(path.join(tmpdir(), "stacks-"));
for (const name of ["network", "platform", "apps"]) {
  mkdirSync(path.join(outdir, "stacks", name), { recursive: true });
  writeFileSync(path.join(outdir, "stacks", name, "cdk.tf.json"), "{}");
}

const state = (stack: string, ...resources: [type: string, values: object][]): StubAnswer => ({
  match: `stacks/${stack} show -json$`,
  output: JSON.stringify({
    values: {
      root_module: {
        resources: resources.map(([type, values]) => ({ address: `${type}.x`, type, name: "x", values })),
      },
    },
  }),
  always: true,
});
const plans: StubAnswer[] = [
  { match: " init ", always: true },
  { match: " plan .*-destroy", always: true },
  {
    match: "show -json .+plan$",
    output: JSON.stringify({ resource_changes: [{ address: "a.b", change: { actions: ["delete"] } }] }),
    always: true,
  },
];
const bucket: [string, object] = ["oci_objectstorage_bucket", { name: "freehold-backups", namespace: "ns" }];
const address: [string, object] = ["oci_core_public_ip", { ip_address: "203.0.113.9" }];

const terraform = useStubTerraform();
let said: string[];
const applied = () => terraform().calls.filter(({ args }) => args.includes(" apply ")).length;
beforeEach(() => {
  said = [];
});

interface Setting {
  answers: StubAnswer[];
  stack?: "network" | "platform";
  downstreams?: ("platform" | "apps")[];
  confirm?: (question: string, word: string) => Promise<boolean>;
  cluster?: StubAnswer[];
  client?: () => OciClient;
  clock?: TestClock;
}

/** Lets the apply end once the cluster has been looked at four times. */
class HangingClock extends TestClock {
  constructor(private readonly file: string) {
    super();
  }

  override async sleep(milliseconds: number): Promise<void> {
    await super.sleep(milliseconds);
    if (this.slept.length > 4) writeFileSync(this.file, "");
  }
}

function destroy({ answers, stack = "network", downstreams = [], confirm, cluster = [], client, clock }: Setting) {
  terraform().answer(...answers, ...plans);
  const { kubectl } = stubKubectl(...cluster);
  return destroyStack(new Terraform(stack, outdir), {
    downstreams: downstreams.map((name) => new Terraform(name, outdir)),
    confirm,
    bucket: client ?? testOciClient,
    withKubectl: (work) => work(kubectl),
    clock: clock ?? new TestClock(),
    say: (line) => said.push(line),
  });
}

test("a stack that another builds on stays, and the last of these is named", async () => {
  const answers = [state("network", address), state("platform", address), state("apps", address)];
  await expect(destroy({ answers, downstreams: ["platform", "apps"] })).rejects.toThrow(
    "platform, apps build on network. Remove them first: npx freehold destroy apps",
  );
  expect(applied()).toBe(0);
});

test("says what is lost, and asks for the stack's name", async () => {
  const confirm = jest.fn(async () => false);
  await expect(destroy({ answers: [state("network", address)], confirm })).rejects.toThrow(
    "No resources were removed.",
  );
  expect(confirm).toHaveBeenCalledWith(expect.any(String), "network");
  expect(said.join("\n")).toContain("reserved address 203.0.113.9");
  expect(applied()).toBe(0);
});

test("a bucket with snapshots stops it before anything is removed, with the command that empties it", async () => {
  jest.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ items: [{ name: "etcd-1" }] }));
  await expect(destroy({ answers: [state("network", bucket)] })).rejects.toThrow(
    "oci os object bulk-delete-versions --bucket-name freehold-backups",
  );
  expect(applied()).toBe(0);
  jest.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ items: null }));
  await destroy({ answers: [state("network", bucket), { match: " apply " }] });
  expect(said.join("\n")).toContain("bucket freehold-backups: the snapshots of etcd");
  expect(applied()).toBe(1);
});

test("after platform it says that Dapr's seven definitions remain, with the command that removes them", async () => {
  const kinds = ["components", "configurations", "httpendpoints", "mcpservers", "resiliencies", "subscriptions"];
  const names = [...kinds, "workflowaccesspolicies"].map((kind) => `${kind}.dapr.io`);
  await destroy({
    stack: "platform",
    answers: [state("platform", ["helm_release", { name: "prometheus" }]), { match: " apply " }],
    cluster: [
      { match: "get pods,persistentvolumeclaims,namespaces", output: '{"items":[]}', always: true },
      {
        match: "get customresourcedefinitions",
        output: [...names, "ingressroutes.traefik.io"]
          .map((name) => `customresourcedefinition.apiextensions.k8s.io/${name}\n`)
          .join(""),
      },
    ],
  });
  expect(said.at(-1)).toContain("Helm leaves 7 custom resource definitions of Dapr in the cluster.");
  expect(said.at(-1)).toContain(`\n  kubectl delete customresourcedefinition ${names.join(" ")}`);
  expect(said.join("\n")).toContain("release prometheus: all metrics");
});

test("while a destroy hangs, it says once what is still there and what holds it", async () => {
  const told = path.join(terraform().folder, "told");
  const claim = { name: "redis-data", namespace: "freehold", deletionTimestamp: "2026-12-01T12:00:00Z" };
  const items = [
    { kind: "PersistentVolumeClaim", metadata: claim },
    {
      kind: "Pod",
      metadata: { name: "redis-1", namespace: "freehold" },
      spec: { volumes: [{ persistentVolumeClaim: { claimName: "redis-data" } }] },
    },
  ];
  await destroy({
    stack: "platform",
    answers: [state("platform", address), { match: " apply ", waitsFor: told }],
    cluster: [
      { match: "get pods,persistentvolumeclaims,namespaces", output: JSON.stringify({ items }), always: true },
      { match: "get customresourcedefinitions" },
    ],
    clock: new HangingClock(told),
  });
  expect(said.filter((line) => line.startsWith("Still there: "))).toEqual([
    expect.stringMatching(/^Still there: the volume claim redis-data is held by redis-1: kubectl .+/),
  ]);
});

test("nothing is planned of a stack that is not deployed", async () => {
  await destroy({ answers: [{ match: "show -json$", output: "{}" }] });
  expect(said).toEqual(["network is not deployed: there is nothing to remove"]);
});

test("what holds a volume claim, a namespace or an object that is to go is named", () => {
  const deletionTimestamp = "2026-12-01T12:00:00Z";
  const claim = {
    name: "redis-data",
    namespace: "freehold",
    deletionTimestamp,
    finalizers: ["kubernetes.io/pvc-protection"],
  };
  const items = [
    { kind: "PersistentVolumeClaim", metadata: claim },
    { kind: "PersistentVolumeClaim", metadata: { name: "kept", namespace: "freehold" } },
    {
      kind: "Pod",
      metadata: { name: "redis-1", namespace: "freehold" },
      spec: { volumes: [{ persistentVolumeClaim: { claimName: "redis-data" } }, {}] },
    },
    {
      kind: "Namespace",
      metadata: { name: "freehold", deletionTimestamp },
      status: {
        conditions: [
          { type: "NamespaceContentRemaining", status: "True", message: "Some resources are remaining: pods" },
        ],
      },
    },
  ];
  expect(heldObjects({ items })).toEqual([
    expect.stringContaining("the volume claim redis-data is held by redis-1"),
    "the namespace freehold is not empty: Some resources are remaining: pods",
  ]);
});

test("the stacks that build on one are known from the synthesis, directly or not", () => {
  const manifest = path.join(outdir, "manifest.json");
  const dependencies = {
    network: [],
    bootstrap: ["network"],
    compute: ["bootstrap"],
    connections: [],
    platform: ["compute"],
    apps: ["platform"],
  };
  const stacks = Object.entries(dependencies).map(([name, upstreams]) => [name, { dependencies: upstreams }]);
  writeFileSync(manifest, JSON.stringify({ stacks: Object.fromEntries(stacks) }));
  expect(downstreamsOf("compute", manifest)).toEqual(["platform", "apps"]);
  expect(downstreamsOf("network", manifest)).toEqual(["bootstrap", "compute", "platform", "apps"]);
  expect(downstreamsOf("apps", manifest)).toEqual([]);
});
