import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { NodeRole } from "../../../services/contracts/node-role";
import { servicePort } from "../../../services/contracts/service-definition";
import { timeBudgets } from "../../../services/contracts/time-budgets";
import type { ContainerResources } from "../../config/resources";
import { declarePods } from "../../ledger/pods";
import { quantities } from "../../ledger/resources";
import { Autoscaler, type ReplicaRange } from "./autoscaler";
import { checksumAnnotation } from "./checksum";
import { type ContainerEnv, containerEnv } from "./container-env";
import { type DaprSidecar, type DaprSidecarProps, daprSidecar } from "./dapr-sidecar";
import { DisruptionBudget } from "./disruption-budget";
import { preferNode, spreadOverNodes } from "./node-preference";
import { nonroot, restrictedContainer, restrictedPod } from "./pod-security";

export interface WorkloadProps extends ContainerResources, ReplicaRange {
  /** Name of everything that the workload is made of; unique in the namespace. */
  readonly name: string;
  readonly namespace: string;
  /** Image by its digest. */
  readonly image: string;
  /**
   * Arguments of the image's entry point.
   * @default none
   */
  readonly args?: string[];
  /** Node that the pods prefer. */
  readonly node: NodeRole;
  /**
   * Environment variables of the service's container.
   * @default none
   */
  readonly env?: ContainerEnv;
  /**
   * The Dapr sidecar beside the service's container.
   * @default no sidecar
   */
  readonly sidecar?: Omit<DaprSidecarProps, "appId" | "appPort">;
  /**
   * Labels beside `app.kubernetes.io/name`, which network policies select by.
   * @default none
   */
  readonly labels?: Record<string, string>;
  /**
   * A hash of what a pod reads only when it starts, such as the values of its Secrets: another one replaces the pods.
   * @default none
   */
  readonly checksum?: string;
  /**
   * What must be there first, such as the tables that a migration makes.
   * @default nothing
   */
  readonly dependsOn?: ITerraformDependable[];
  /**
   * Whether the pod may speak to the Kubernetes API as its service account.
   * @default false
   */
  readonly kubernetesToken?: boolean;
  /** Configuration key that sets replicas and resources, for the errors of the ledger. */
  readonly setting: string;
  /**
   * Id of the construct.
   * @default the name
   */
  readonly id?: string;
}

/**
 * Where every workload answers: its API, probes (/healthz, /readyz) and metrics (/metrics). Network policies open this port
 * and no other.
 */
const port = servicePort;

/** One service as a Deployment with a Service and an account of its own: secure by default, counted by the ledger. */
export class Workload extends Construct {
  readonly deployment: DeploymentV1;
  private readonly sidecar: DaprSidecar | undefined;

  constructor(
    scope: Construct,
    private readonly props: WorkloadProps,
  ) {
    super(scope, props.id ?? props.name);
    const { name, sidecar } = props;
    this.sidecar = sidecar && daprSidecar({ ...sidecar, appId: name, appPort: port });
    this.declareFootprint();
    this.deployment = this.addDeployment(this.addServiceAccount());
    this.addService();
    const { namespace, replicas, limits } = props;
    const names = { name: props.name, namespace };
    if (replicas > 1) new DisruptionBudget(this, "disruption-budget", { ...names, labels: this.selector });
    const { deployment } = this;
    if (this.autoscaled) new Autoscaler(this, "autoscaler", { deployment, ...names, ...this.range, limits });
  }

  private get range(): ReplicaRange {
    const { replicas, maxReplicas } = this.props;
    return { replicas, maxReplicas: Math.max(replicas, maxReplicas) };
  }

  private get autoscaled(): boolean {
    return this.range.maxReplicas > this.range.replicas;
  }

  private get selector() {
    return { "app.kubernetes.io/name": this.props.name };
  }

  private declareFootprint(): void {
    const { name, node, requests, limits, sidecar, setting } = this.props;
    const containers = [{ name, requests, limits }, ...(sidecar ? [{ name: "daprd", ...sidecar.resources }] : [])];
    declarePods(this, [{ name, node, replicas: this.range.maxReplicas, surge: 1, containers, setting }]);
  }

  private addServiceAccount(): ServiceAccountV1 {
    const { name, namespace } = this.props;
    return new ServiceAccountV1(this, "service-account", {
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    });
  }

  private addDeployment(account: ServiceAccountV1): DeploymentV1 {
    const { name, namespace, labels, replicas, node, dependsOn = [], kubernetesToken = false } = this.props;
    // Terraform waits until it has rolled out: those that depend on it roll out after it.
    return new DeploymentV1(this, "deployment", {
      dependsOn: [account, ...dependsOn],
      // The autoscaler's, once it is there: a plan must not take back what load asked for.
      ...(this.autoscaled && { lifecycle: { ignoreChanges: ["spec[0].replicas"] } }),
      metadata: { name, namespace, labels: this.selector },
      spec: {
        replicas: String(replicas),
        selector: { matchLabels: this.selector },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "1", maxUnavailable: "0" } },
        template: {
          metadata: {
            labels: { ...labels, ...this.selector },
            annotations: this.annotations(),
          },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: kubernetesToken,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: timeBudgets.podGraceSeconds,
            securityContext: restrictedPod(nonroot),
            affinity: preferNode(node),
            topologySpreadConstraint: spreadOverNodes(this.selector),
            container: [this.container()],
          },
        },
      },
    });
  }

  private annotations(): Record<string, string> | undefined {
    const { checksum } = this.props;
    if (!checksum && !this.sidecar) return undefined;
    return { ...(checksum && { [checksumAnnotation]: checksum }), ...this.sidecar?.annotations };
  }

  private container() {
    const { name, image, args, env = {}, requests, limits } = this.props;
    const probe = (path: string) => ({ httpGet: { path, port: String(port) }, periodSeconds: 10, timeoutSeconds: 3 });
    return {
      name,
      image,
      args,
      env: containerEnv({ ...env, ...this.sidecar?.env }),
      port: [{ name: "http", containerPort: port }],
      resources: { requests: quantities(requests), limits: quantities(limits) },
      securityContext: restrictedContainer,
      startupProbe: { ...probe("/healthz"), periodSeconds: 2, failureThreshold: 60 },
      livenessProbe: probe("/healthz"),
      readinessProbe: probe("/readyz"),
    };
  }

  /** Also what Prometheus finds the metrics of the service by. */
  private addService(): void {
    const { name, namespace } = this.props;
    const annotations = {
      "prometheus.io/scrape": "true",
      "prometheus.io/port": String(port),
      "prometheus.io/path": "/metrics",
    };
    new ServiceV1(this, "service", {
      metadata: { name, namespace, annotations, labels: this.selector },
      spec: { selector: this.selector, port: [{ name: "http", port: 80, targetPort: "http" }] },
    });
  }
}
