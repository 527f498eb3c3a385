import "./without-deprecation";
import path from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Config } from "../../config";
import type { Pins } from "../../config/pins";
import { oldestTerraform } from "../../config/state";
import { OciBackend } from "./oci-backend";

/** The six stacks, in the order in which they are deployed. */
export const stackNames = ["network", "bootstrap", "compute", "connections", "platform", "apps"] as const;
export type StackName = (typeof stackNames)[number];

/** What every stack is made from. */
export interface FreeholdStackProps {
  readonly config: Config;
  readonly pins: Pins;
}

/** The file, relative to the project, in which the local backend keeps a stack's state. */
export function localStateFile({ directory }: { directory: string }, id: string): string {
  return path.join(directory, `terraform.${id}.tfstate`);
}

/**
 * What the six stacks have in common: a backend of its own by the configuration, tags, and outputs for people. Values for
 * another stack are read from the stack's attributes: CDKTF makes the outputs and the remote state for them itself.
 */
export class FreeholdStack extends TerraformStack {
  readonly config: Config;
  readonly pins: Pins;
  /** Freeform tags of every resource that can have some. */
  readonly tags: { project: string; stack: string };

  constructor(scope: Construct, id: StackName, { config, pins }: FreeholdStackProps) {
    super(scope, id);
    this.config = config;
    this.pins = pins;
    this.tags = { project: config.project.name, stack: id };
    this.addBackend(id);
  }

  /** The name in Oracle Cloud of a part of the platform, such as `freehold-server`. */
  protected nameOf(part: string): string {
    return `${this.config.project.name}-${part}`;
  }

  /** Publishes a value under a name that people and scripts rely on (`terraform output <name>`). */
  protected publish(name: string, value: unknown, options: { description: string; sensitive?: boolean }): void {
    new TerraformOutput(this, name, { value, ...options });
  }

  private addBackend(id: StackName): void {
    const { state } = this.config;
    this.addOverride("terraform.required_version", `>= 1.${oldestTerraform(state)}`);
    // A backend always has the id `backend`, as has the service of that name: hence a scope of its own.
    const scope = new Construct(this, "state");
    if (state.backend === "oci") {
      const { bucket, namespace, region } = state;
      new OciBackend(scope, { bucket, namespace, region, key: `${id}/terraform.tfstate` });
      return;
    }
    // Terraform runs in the stack's folder under cdktf.out; a path from there keeps the output free of machine paths.
    const folder = path.resolve(App.of(this).outdir, "stacks", id);
    new LocalBackend(scope, { path: path.relative(folder, path.resolve(localStateFile(state, id))) });
  }
}
