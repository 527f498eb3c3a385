import type { KubernetesObject } from "../../manifests/kubernetes-object";
import type { Kubectl } from "../../operations/kubectl";
import type { EvaluatedStacks, StackResource } from "../stacks/evaluated";
import type { Steps } from "../steps";
import { remove } from "./apply";
import type { Charts } from "./charts";
import type { Helm } from "./helm";
import { deployStack } from "./stack";

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
  private readonly made = new Map<string, Map<string, KubernetesObject>>();

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
      const objects = await deployStack(stacks.resources(stack).map(change), {
        kubectl,
        helm,
        chart: charts,
        ...(awaits && { awaits }),
        say: (what) => steps.say(what),
      });
      const made = new Map(objects.map((object) => [address(object), object]));
      const gone = [...(this.made.get(stack) ?? [])].filter(([key]) => !made.has(key)).map(([, object]) => object);
      this.made.set(stack, made);
      await remove(kubectl, gone);
    });
  }
}

/** What tells one object from all others. */
const address = ({ kind, metadata: { name, namespace = "" } }: KubernetesObject): string =>
  `${kind} ${namespace}/${name}`;
