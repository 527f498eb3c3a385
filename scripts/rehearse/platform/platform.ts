import type { KubernetesObject } from "../../manifests/kubernetes-object";
import { outsideChart } from "../../manifests/outside-chart";
import type { Kubectl } from "../../operations/kubectl";
import type { EvaluatedStacks, StackResource } from "../stacks/evaluated";
import type { Steps } from "../steps";
import { remove } from "./apply";
import type { Charts } from "./charts";
import type { Helm } from "./helm";
import { waves } from "./order";
import { deployStack, objectsOf } from "./stack";

export interface PlatformProps {
  kubectl: Kubectl;
  helm: Helm;
  stacks: EvaluatedStacks;
  charts: Charts;
  steps: Steps;
}

/** What a test has otherwise than a deployment. */
export interface DeployOptions {
  /** What is different from the stack. Default: nothing. */
  change?: (resource: StackResource) => StackResource;
  /** Whether to wait for an object. Default: for all. */
  awaits?: (object: KubernetesObject) => boolean;
}

/** Deploys stacks onto the cluster. */
export class RehearsalPlatform {
  /** What each stack has made, so that a later deployment removes what its stack no longer has. */
  private readonly made = new Map<string, readonly KubernetesObject[]>();
  /** The releases of charts that each stack has made, in their order. */
  private readonly released = new Map<string, string[]>();

  constructor(private readonly props: PlatformProps) {}

  get stacks(): EvaluatedStacks {
    return this.props.stacks;
  }

  /** Deploys other stacks from now on. */
  use(stacks: EvaluatedStacks): void {
    this.props.stacks = stacks;
  }

  /** Makes the cluster what a stack says. */
  async deploy(
    stack: "platform" | "apps",
    { change = (resource) => resource, awaits }: DeployOptions = {},
  ): Promise<void> {
    const { kubectl, helm, stacks, charts, steps } = this.props;
    await steps.run(`Deploy the stack ${stack}`, async () => {
      const resources = stacks.resources(stack).map(change);
      const wanted = new Set(objectsOf(resources).map(address));
      const gone = [...(this.made.get(stack) ?? [])].filter((object) => !wanted.has(address(object)));
      // An autoscaler needs its Deployment, so Terraform destroys it before it changes that: it would scale what is set.
      await remove(kubectl, gone.filter(isAutoscaler));
      const made = await deployStack(resources, {
        kubectl,
        helm,
        chart: charts,
        ...(awaits && { awaits }),
        say: (what) => steps.say(what),
      });
      this.made.set(stack, made);
      await this.uninstall(stack, releasesOf(resources));
      await remove(
        kubectl,
        gone.filter((object) => !isAutoscaler(object)),
      );
    });
  }

  /** Uninstalls what a stack has no longer: the resources of a kind before the chart that brings the kind. */
  private async uninstall(stack: string, releases: readonly string[]): Promise<void> {
    const before = this.released.get(stack) ?? [];
    this.released.set(stack, [...releases]);
    await this.props.helm.uninstall(before.filter((name) => !releases.includes(name)).reverse());
  }
}

/** The releases of a stack, each after those that it depends on. */
const releasesOf = (resources: readonly StackResource[]): string[] =>
  waves(resources)
    .flat()
    .filter(({ type }) => type === "helm_release")
    .map((resource) => outsideChart(resource).name);

const isAutoscaler = ({ kind }: KubernetesObject): boolean => kind === "HorizontalPodAutoscaler";

/** What tells one object from all others. */
const address = ({ kind, metadata: { name, namespace = "" } }: KubernetesObject): string =>
  `${kind} ${namespace}/${name}`;
