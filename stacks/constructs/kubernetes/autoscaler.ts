import type { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { HorizontalPodAutoscalerV2 } from "@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2";
import type { Construct } from "constructs";
import type { Resources } from "../../config/resources";

/** How many pods run: at rest, and under load. */
export interface ReplicaRange {
  readonly replicas: number;
  /** At least `replicas`; the ledger counts this many. */
  readonly maxReplicas: number;
}

export interface AutoscalerProps extends ReplicaRange {
  /** What it scales. It is destroyed before that is changed, so that it does not scale what a configuration sets instead. */
  readonly deployment: DeploymentV1;
  /** Name of the Deployment, and of its container that is measured. */
  readonly name: string;
  readonly namespace: string;
  /** What that container may use at most. */
  readonly limits: Resources;
}

/**
 * Share of its CPU limit that a pod uses on average before another one is started. It must be within reach of a pod that is
 * throttled: on a full node of one core ten busy pods get some 80 m each, whatever their limits, and consumers were seen
 * 27 s behind at 94 m. At rest a service uses less than 10 m.
 */
const busyShare = 0.3;

/** Seconds for which load must be low before pods are taken away; a new pod costs a second's work of its node. */
const coolDown = 300;

/**
 * More pods under load, fewer without. By CPU, which metrics-server knows: lag would need an adapter for custom metrics, a
 * pod more of some 100 MiB. Measured is the service's own container, against its limit: its request is what it
 * needs at rest, and a share of that would be passed by every single click.
 */
export class Autoscaler extends HorizontalPodAutoscalerV2 {
  constructor(scope: Construct, id: string, props: AutoscalerProps) {
    const { deployment, name, namespace, replicas, maxReplicas, limits } = props;
    super(scope, id, {
      dependsOn: [deployment],
      metadata: { name, namespace },
      spec: {
        minReplicas: replicas,
        maxReplicas,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        metric: [
          {
            type: "ContainerResource",
            containerResource: {
              container: name,
              name: "cpu",
              target: { type: "AverageValue", averageValue: `${Math.floor(limits.cpuMillis * busyShare)}m` },
            },
          },
        ],
        behavior: {
          scaleDown: [
            {
              stabilizationWindowSeconds: coolDown,
              // Kubernetes' own default, but left out, the provider sends an empty one, which Kubernetes refuses.
              selectPolicy: "Max",
              policy: [{ type: "Pods", value: 1, periodSeconds: 60 }],
            },
          ],
        },
      },
    });
  }
}
