import { CronJobV1 } from "@cdktf/provider-kubernetes/lib/cron-job-v1";
import { JobV1 } from "@cdktf/provider-kubernetes/lib/job-v1";
import { Construct } from "constructs";
import type { JobName } from "../../../services/contracts/jobs";
import type { ContainerResources } from "../../config/resources";
import { declarePods } from "../../ledger/pods";
import { quantities } from "../../ledger/resources";
import { type ContainerEnv, containerEnv } from "./container-env";
import { preferNode } from "./node-preference";
import { nonroot, restrictedContainer, restrictedPod } from "./pod-security";

export interface JobProps extends ContainerResources {
  readonly name: JobName;
  readonly namespace: string;
  /** Image by its digest. */
  readonly image: string;
  readonly env: ContainerEnv;
  /** Labels that network policies select by. */
  readonly labels: Record<string, string>;
  /**
   * When it runs, in UTC, as cron writes it.
   * @default once for each image, and Terraform waits until it has succeeded
   */
  readonly schedule?: string;
}

/** Seconds that a run may take, all tries together. */
const deadline = 600;

/** Tries of a run: a database that wakes up, or network policies that reach a new pod late, fail the first. */
const tries = 4;

/** What runs to an end: before the services, or on a schedule. Secure by default, counted by the ledger. */
export class Job extends Construct {
  readonly resource: JobV1 | CronJobV1;

  constructor(
    scope: Construct,
    private readonly props: JobProps,
  ) {
    super(scope, `${props.name}-job`);
    const { name, namespace, requests, limits, schedule } = props;
    // At rest nothing of it runs.
    const containers = [{ name, requests, limits }];
    declarePods(this, [{ name, node: "agent", replicas: 0, surge: 1, containers, setting: "apps.jobs" }]);
    const metadata = { name, namespace };
    const spec = { backoffLimit: tries - 1, activeDeadlineSeconds: deadline, template: this.template() };
    if (schedule) {
      this.resource = new CronJobV1(this, "cron-job", {
        metadata,
        spec: {
          schedule,
          timezone: "Etc/UTC",
          concurrencyPolicy: "Forbid",
          successfulJobsHistoryLimit: 1,
          failedJobsHistoryLimit: 1,
          // Missed for an hour, it waits for the next time.
          startingDeadlineSeconds: 3600,
          jobTemplate: { metadata: {}, spec },
        },
      });
    } else {
      // Another image replaces the Job, and so runs it again.
      const timeouts = { create: `${deadline + 60}s`, update: `${deadline + 60}s` };
      this.resource = new JobV1(this, "job", { metadata, spec, waitForCompletion: true, timeouts });
    }
  }

  private template() {
    const { name, image, env, labels, requests, limits } = this.props;
    return {
      metadata: { labels: { ...labels, "app.kubernetes.io/name": name } },
      spec: {
        restartPolicy: "Never",
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: restrictedPod(nonroot),
        affinity: preferNode("agent"),
        container: [
          {
            name,
            image,
            args: [`scripts/${name}.js`],
            env: containerEnv(env),
            resources: { requests: quantities(requests), limits: quantities(limits) },
            securityContext: restrictedContainer,
          },
        ],
      },
    };
  }
}
