import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Config } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { namespaces } from "../../stacks/constructs/kubernetes/namespaces";
import { Kubectl } from "../operations/kubectl";
import { OperationError } from "../operations/operation-error";
import { variablesMessage } from "../operations/require-variables";
import { variableProblems } from "../operations/variable-problems";
import { type Charts, publishedCharts } from "./platform/charts";
import { Helm } from "./platform/helm";
import { RehearsalPlatform } from "./platform/platform";
import { EvaluatedStacks } from "./stacks/evaluated";
import { synthesiseAll } from "./stacks/synthesised";
import type { Steps } from "./steps";

const stackNames = ["connections", "platform", "apps"] as const;
/** What k3s brings and the stacks build on. */
const k3sKinds = ["ingressroutes.traefik.io", "helmchartconfigs.helm.cattle.io"];

export interface ExistingClusterProps {
  /** Name of the context in the user's kubeconfig. */
  context: string;
  config: Config;
  /** A folder for its kubeconfig. */
  folder: string;
  steps: Steps;
  /** Default: the published ones. */
  charts?: Charts;
  /** Values of the stacks' variables, as TF_VAR_*. Default: this process's environment. */
  env?: NodeJS.ProcessEnv;
  programs?: { kubectl: string; helm: string };
}

/** A cluster that is there: k3d, or a spare k3s. */
export class ExistingCluster {
  readonly kubectl: Kubectl;
  private readonly helm: Helm;

  private constructor(
    private readonly props: ExistingClusterProps,
    kubeconfig: string,
  ) {
    const { kubectl, helm } = props.programs ?? { kubectl: "kubectl", helm: "helm" };
    this.kubectl = new Kubectl(kubeconfig, kubectl);
    this.helm = new Helm(helm, kubeconfig);
  }

  /** @throws {OperationError} when there is no such context, or the cluster isn't k3s */
  static async of(props: ExistingClusterProps): Promise<ExistingCluster> {
    const { context, folder, programs } = props;
    const view = ["config", "view", "--raw", "--minify", "--flatten", `--context=${context}`];
    const kubeconfig = path.join(folder, "kubeconfig");
    writeFileSync(kubeconfig, await new Kubectl(undefined, programs?.kubectl).read(view), { mode: 0o600 });
    const cluster = new ExistingCluster(props, kubeconfig);
    for (const kind of k3sKinds)
      if ((await cluster.kubectl.run(["get", "crd", kind])).status !== 0)
        throw new OperationError(`The cluster ${context} has no ${kind}, which k3s brings`, {
          fix: "Use k3s, or k3d: k3d cluster create freehold --port 443:443@loadbalancer --port 80:80@loadbalancer",
        });
    return cluster;
  }

  /**
   * Deploys the stacks platform and apps.
   * @throws {OperationError} that names each variable which has no value or a wrong one
   */
  async deploy(): Promise<RehearsalPlatform> {
    const { config, steps, charts = publishedCharts(config), env = process.env } = this.props;
    const stacks = synthesiseAll(config, readPins());
    for (const name of stackNames) {
      const problems = variableProblems(stacks[name], env);
      if (problems.length > 0) throw new OperationError(variablesMessage(name, problems));
    }
    const { kubectl, helm } = this;
    const evaluated = await EvaluatedStacks.of(stacks, terraformVariables(env));
    const platform = new RehearsalPlatform({ kubectl, helm, stacks: evaluated, charts, steps });
    const ran = await this.daprDeployments();
    await platform.deploy("platform");
    await this.restart(ran);
    await platform.deploy("apps");
    return platform;
  }

  private async daprDeployments(): Promise<string[]> {
    const list = ["get", "deployments", "--namespace", namespaces.dapr, "--output=name", "--ignore-not-found"];
    return (await this.kubectl.read(list)).split("\n").filter(Boolean);
  }

  /** Each deployment has a trust root of its own; a control plane that ran before reads it when it starts again. */
  private async restart(deployments: readonly string[]): Promise<void> {
    const inDapr = ["--namespace", namespaces.dapr];
    for (const name of deployments) await this.kubectl.read(["rollout", "restart", name, ...inDapr]);
    for (const name of deployments)
      await this.kubectl.read(["--request-timeout=0", "rollout", "status", name, "--timeout=2m", ...inDapr]);
  }

  /** Removes what `deploy` has made. */
  async clear(): Promise<void> {
    const { config, steps } = this.props;
    const { platform, apps } = synthesiseAll(config, readPins());
    const releases = [apps, platform].flatMap(({ resource }) => Object.values(resource?.helm_release ?? {}).reverse());
    await steps.run("Remove the platform", async () => {
      await this.helm.uninstall(releases.map(({ name }) => String(name)));
      const names = Object.values(namespaces);
      await this.kubectl.read(["--request-timeout=0", "delete", "namespace", "--ignore-not-found", "--wait", ...names]);
    });
  }
}

/** What Terraform reads from the environment. */
const terraformVariables = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith("TF_VAR_") && value !== undefined ? [[name.slice("TF_VAR_".length), value]] : [],
    ),
  );
