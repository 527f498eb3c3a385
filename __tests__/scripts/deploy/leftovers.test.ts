import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { declaredObjects } from "../../../scripts/deploy/leftovers/declared";
import { resolveLeftovers } from "../../../scripts/deploy/leftovers/resolve-leftovers";
import { Terraform } from "../../../scripts/operations/terraform";
import { stubKubectl } from "../../helpers/stub-kubectl";
import { type StubAnswer, StubProgram } from "../../helpers/stub-program";
import { stackFolder } from "../../helpers/terminal";

const apps = `\${kubernetes_namespace_v1.freehold.metadata[0].name}`;
const stack = {
  resource: {
    helm_release: { dapr: { name: "dapr", namespace: `\${kubernetes_namespace_v1.dapr-system.metadata[0].name}` } },
    kubernetes_namespace_v1: { freehold: { metadata: { name: "freehold" } } },
    kubernetes_deployment_v1: { redis: { metadata: { name: "redis", namespace: apps } } },
    kubernetes_role_binding_v1: { deployer: { metadata: { name: "deployer", namespace: apps } } },
    kubernetes_default_service_account_v1: { account: { metadata: { namespace: apps } } },
    tls_private_key: { key: { algorithm: "RSA" } },
  },
};

const revisions = (...statuses: string[]): StubAnswer => ({
  match: "get secrets",
  output: JSON.stringify({
    items: statuses.map((status, index) => ({
      metadata: { namespace: "dapr-system", labels: { name: "dapr", status, version: String(index + 1) } },
    })),
  }),
});
const state = (...addresses: string[]): StubAnswer => ({
  match: " show -json$",
  output: JSON.stringify({
    values: { root_module: { resources: addresses.map((address) => ({ address, type: "x", name: "x", values: {} })) } },
  }),
  always: true,
});
const objects = (namespaced: string, namespaces = ""): StubAnswer[] => [
  { match: "get namespace --output", output: namespaces, always: true },
  { match: "get deployment,rolebinding --namespace=freehold", output: namespaced, always: true },
];

afterEach(() => {
  delete process.env.TERRAFORM_BINARY_NAME;
  delete process.env.HELM_BINARY_NAME;
});

function setUp(inState: string[], ...answers: StubAnswer[]) {
  const terraform = new StubProgram("terraform");
  terraform.answer(state(...inState));
  const helm = new StubProgram("helm");
  helm.answer({ match: "uninstall|rollback", always: true });
  process.env.TERRAFORM_BINARY_NAME = terraform.file;
  process.env.HELM_BINARY_NAME = helm.file;
  const { outdir, folder } = stackFolder(stack);
  writeFileSync(path.join(folder, "unused"), "");
  chmodSync(folder, 0o755);
  const { kubectl } = stubKubectl(...answers);
  const resolve = (agrees = true) =>
    resolveLeftovers(kubectl, new Terraform("network", outdir), { confirm: async () => agrees, say: () => {} });
  const repairs = () => helm.calls.map(({ args }) => args.split(" --namespace")[0]);
  return { resolve, repairs };
}

test("what a stack makes in the cluster is known before Terraform runs", () => {
  expect(declaredObjects(stack).map(({ kind, namespace, name }) => [kind, namespace, name])).toEqual([
    ["release", "dapr-system", "dapr"],
    ["namespace", undefined, "freehold"],
    ["deployment", "freehold", "redis"],
    ["rolebinding", "freehold", "deployer"],
  ]);
});

test("a first deploy finds nothing", async () => {
  const { resolve, repairs } = setUp([], revisions(), ...objects(""));
  expect(await resolve()).toEqual([]);
  expect(repairs()).toEqual([]);
});

test.each<[what: string, statuses: string[], inState: boolean, repair: string[], adopted: number]>([
  ["an install that was killed is uninstalled", ["pending-install"], false, ["uninstall dapr"], 0],
  ["one that failed and is not in the state too", ["failed"], false, ["uninstall dapr"], 0],
  ["an upgrade that was killed goes back", ["superseded", "deployed", "pending-upgrade"], true, ["rollback dapr 2"], 0],
  ["a removal that was killed is ended", ["uninstalling"], true, ["uninstall dapr"], 0],
  ["a release in service that the state does not know is adopted", ["deployed"], false, [], 1],
  ["a release in service is left alone", ["superseded", "deployed"], true, [], 0],
  ["a failed upgrade that the state knows is Helm's to go over", ["deployed", "failed"], true, [], 0],
])("%s", async (_, statuses, isInState, repair, adopted) => {
  const after = repair.length === 0 ? revisions(...statuses) : revisions(...(isInState ? ["deployed"] : []));
  const known = isInState ? ["helm_release.dapr"] : [];
  const { resolve, repairs } = setUp(known, revisions(...statuses), { ...after, always: true }, ...objects(""));
  const imports = await resolve();
  expect(repairs()).toEqual(repair);
  expect(imports).toEqual(adopted ? [{ to: "helm_release.dapr", id: "dapr-system/dapr" }] : []);
});

test("who declines keeps the release, and is told that Helm refuses to go on", async () => {
  const { resolve, repairs } = setUp([], revisions("pending-install"), ...objects(""));
  await expect(resolve(false)).rejects.toThrow("No changes were made. Helm refuses to go on");
  expect(repairs()).toEqual([]);
});

test("objects that the state does not know are adopted, those that it knows are not", async () => {
  const rows = "Deployment redis <none>\nDeployment other <none>\nRoleBinding deployer <none>\n";
  const { resolve } = setUp(
    ["kubernetes_role_binding_v1.deployer"],
    { ...revisions(), always: true },
    { match: "get namespace --output", output: "Namespace freehold <none>\nNamespace default <none>\n" },
    { match: "get deployment --namespace=freehold", output: rows },
  );
  expect(await resolve()).toEqual([
    { to: "kubernetes_namespace_v1.freehold", id: "freehold" },
    { to: "kubernetes_deployment_v1.redis", id: "freehold/redis" },
  ]);
});

test("what is being deleted is waited for", async () => {
  const { resolve } = setUp([], revisions(), ...objects("", "Namespace freehold 2026-12-01T12:00:00Z\n"));
  await expect(resolve()).rejects.toThrow("These are being deleted still: namespace freehold");
});
