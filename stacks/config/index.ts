import { z } from "zod";
import { appsSchema } from "./apps";
import { backupsSchema, mostSnapshots } from "./backups";
import { budgetSchema } from "./budget";
import { cidrContains, cidrsOverlap } from "./cidr";
import { clusterSchema } from "./cluster";
import { ConfigurationError } from "./configuration-error";
import { connectionsSchema } from "./connections";
import { networkSchema } from "./network";
import { nodesSchema } from "./nodes";
import { ociSchema } from "./oci";
import { platformSchema } from "./platform";
import { projectSchema } from "./project";
import { stateSchema } from "./state";
import { brokerProblem } from "./transports";

/** The sections of the configuration, without what they must be together. */
export const sections = z.strictObject({
  project: projectSchema.prefault({}),
  oci: ociSchema.prefault({}),
  network: networkSchema.prefault({}),
  nodes: nodesSchema.prefault({}),
  cluster: clusterSchema.prefault({}),
  state: stateSchema.prefault({ backend: "local" }),
  budget: budgetSchema.prefault({}),
  backups: backupsSchema.prefault({}),
  connections: connectionsSchema.prefault({}),
  platform: platformSchema.prefault({}),
  apps: appsSchema.prefault({}),
});

/** The sections, and the combinations of sections that cannot work. */
const configSchema = sections.check(({ value: config, issues }) => {
  const refuse = (path: string[], message: string) => issues.push({ code: "custom", input: config, path, message });
  const { vcnCidr, subnetCidr } = config.network;
  const { podCidr, serviceCidr } = config.cluster;
  // What is deleted stays as a version for as long again.
  const snapshots = (2 * config.backups.retentionDays * 24) / config.cluster.snapshots.intervalHours;
  if (snapshots > mostSnapshots) {
    refuse(
      ["backups", "retentionDays"],
      `with cluster.snapshots.intervalHours ${config.cluster.snapshots.intervalHours} the bucket would hold ${snapshots} snapshots, and Always Free has room for some ${mostSnapshots}: keep them for fewer days, or take them less often`,
    );
  }
  const unreachable = brokerProblem(config.platform.transport, config.connections.broker);
  if (unreachable) refuse(["platform", "transport"], unreachable);
  if (config.connections.oidc && (!config.cluster.domain || config.platform.certificate === "none")) {
    refuse(
      ["connections", "oidc"],
      "the provider sends browsers back by https and a name: set cluster.domain, and platform.certificate to another than none",
    );
  }
  if (!cidrContains(vcnCidr, subnetCidr)) {
    refuse(["network", "subnetCidr"], `${subnetCidr} is not within network.vcnCidr ${vcnCidr}: choose a part of it`);
  }
  if (cidrsOverlap(podCidr, serviceCidr)) {
    refuse(["cluster", "serviceCidr"], `${serviceCidr} overlaps cluster.podCidr ${podCidr}: choose networks apart`);
  }
  for (const [key, cidr] of Object.entries({ podCidr, serviceCidr })) {
    if (cidrsOverlap(vcnCidr, cidr)) {
      refuse(["cluster", key], `${cidr} overlaps network.vcnCidr ${vcnCidr}: choose networks apart`);
    }
  }
});

/** What a user may write in freehold.config.ts; every key has a default. */
export type ConfigInput = z.input<typeof configSchema>;

/** The configuration with all defaults filled in, as the stacks read it. */
export type Config = z.output<typeof configSchema>;

/**
 * Checks a configuration and fills in its defaults.
 *
 * @throws {ConfigurationError} with a line for each mistake: the key, what is wrong with it, and the fix.
 */
export function defineConfig(input: ConfigInput): Config {
  const result = configSchema.safeParse(input, {
    error: (issue) => (issue.input === undefined ? "is required: set it" : undefined),
  });
  if (!result.success) throw ConfigurationError.of("freehold.config.ts", result.error, sections);
  return result.data;
}
