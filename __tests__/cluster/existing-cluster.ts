import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ExistingCluster } from "../../scripts/rehearse/existing-cluster";
import { Client } from "../../scripts/rehearse/load/client";
import { Steps } from "../../scripts/rehearse/steps";
import { signToken } from "../../scripts/token/sign-token";
import { namespaces } from "../../stacks/constructs/kubernetes/namespaces";
import { problems } from "./problems";
import { recovered } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";

/** The cluster of a rehearsal, as one that is there: by the name of its context. */
export async function byContext(rehearsed: Rehearsed, env: NodeJS.ProcessEnv, context = "freehold") {
  const { config, charts, programs, cluster } = rehearsed;
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-context-"));
  const kubeconfig = process.env.KUBECONFIG;
  process.env.KUBECONFIG = cluster.kubeconfig;
  try {
    return await ExistingCluster.of({ context, config, folder, steps: new Steps(), charts, env, programs });
  } finally {
    if (kubeconfig === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = kubeconfig;
  }
}

/** What `npm run rehearse -- --context` does on a cluster that is there. */
export function existingCluster(rehearsed: () => Rehearsed): void {
  // What ran before may have left Traefik other settings; k3s would give it those of the HelmChartConfig at once.
  beforeAll(() => rehearsed().reconfigure(rehearsed().config));

  test("names the variables that have no value, and a context that there is not", async () => {
    const cluster = await byContext(rehearsed(), {});
    await expect(cluster.deploy()).rejects.toThrow(/connections[\s\S]*TF_VAR_database_url is not set/);
    await expect(byContext(rehearsed(), {}, "none")).rejects.toThrow(/none/);
  });

  test("deploys the platform, on which a task is taken", async () => {
    const variables = Object.entries(rehearsed().variables()).map(([name, value]) => [`TF_VAR_${name}`, value]);
    const cluster = await byContext(rehearsed(), Object.fromEntries(variables));
    const platform = await cluster.deploy();
    await recovered(rehearsed());
    await until("nothing is wrong", async () => (await problems(rehearsed())).length === 0);
    const secret = String(platform.stacks.output("connections", "jwt_secret"));
    const token = await signToken(secret, { user: "ida", operator: false, days: 1 });
    const client = new Client(await rehearsed().acme.root(), token);
    const made = await until("a task is taken", async () => {
      const answer = await client.call("POST", "/api/tasks", { title: "On a cluster that was there" });
      return answer.status === 201 ? answer : undefined;
    });
    expect(made.body).toMatchObject({ title: "On a cluster that was there" });
    client.close();
  });

  test("removes what it deployed", async () => {
    await (await byContext(rehearsed(), {})).clear();
    const left = await rehearsed().kubectl.read(["get", "namespaces", "-o", "jsonpath={.items[*].metadata.name}"]);
    for (const name of Object.values(namespaces)) expect(left.split(" ")).not.toContain(name);
  });
}
