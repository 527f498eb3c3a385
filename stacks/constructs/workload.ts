import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { Construct } from "constructs";
import type { SecretKeyRef } from "../../dapr-components/resources";
import type { EnvironmentVariable } from "../../services/contracts/environment";
import type { NodeRole } from "../config/apps";
import type { ContainerResources } from "../config/resources";
import { declarePods } from "../ledger/pods";
import { quantities } from "../ledger/resources";
import { type DaprSidecarProps, daprSidecar } from "./dapr-sidecar";
import { preferNode } from "./node-preference";
import { restrictedContainer, restrictedPod } from "./pod-security";

export interface WorkloadProps extends ContainerResources {
  /** Name of everything that the workload is made of; unique in the namespace. */
  readonly name: string;
  readonly namespace: string;
  /** Image by its digest. */
  readonly image: string;
  /** Arguments of the image's entry point. */
  readonly args: string[];
  /** Port of the service's API, probes (/healthz, /readyz) and metrics (/metrics). */
  readonly port: number;
  readonly replicas: number;
  /** Node that the pods prefer. */
  readonly node: NodeRole;
  readonly env: Partial<Record<EnvironmentVariable, string | SecretKeyRef>>;
  /** Default: no sidecar. */
  readonly sidecar?: Omit<DaprSidecarProps, "appId" | "appPort">;
  /** Labels beside `app.kubernetes.io/name`, which network policies select by. */
  readonly labels?: Record<string, string>;
  /** Whether the pod may speak to the Kubernetes API as its service account. Default: false. */
  readonly kubernetesToken?: boolean;
  /** Configuration key that sets replicas and resources, for the errors of the ledger. */
  readonly setting: string;
}

/** The user `nonroot` of distroless images (https://github.com/GoogleContainerTools/distroless). */
const nonroot = 65532;

/** Seconds for a service and its sidecar to finish what is in hand: more than the runtime's own drain (20) and Dapr's (5). */
const terminationGracePeriod = 45;

/** One service as a Deployment with a Service and an account of its own: secure by default, counted by the ledger. */
export class Workload extends Construct {
  readonly deployment: DeploymentV1;

  constructor(
    scope: Construct,
    private readonly props: WorkloadProps,
  ) {
    super(scope, props.name);
    this.declareFootprint();
    this.deployment = this.addDeployment(this.addServiceAccount());
    this.addService();
  }

  private get selector() {
    return { "app.kubernetes.io/name": this.props.name };
  }

  private declareFootprint(): void {
    const { name, node, replicas, requests, limits, sidecar, setting } = this.props;
    const containers = [{ name, requests, limits }, ...(sidecar ? [{ name: "daprd", ...sidecar.resources }] : [])];
    declarePods(this, [{ name, node, replicas, surge: 1, containers, setting }]);
  }

  private addServiceAccount(): ServiceAccountV1 {
    const { name, namespace } = this.props;
    return new ServiceAccountV1(this, "service-account", {
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    });
  }

  private addDeployment(account: ServiceAccountV1): DeploymentV1 {
    const { name, namespace, labels, replicas, sidecar, port, node, kubernetesToken = false } = this.props;
    return new DeploymentV1(this, "deployment", {
      dependsOn: [account],
      metadata: { name, namespace, labels: this.selector },
      spec: {
        replicas: String(replicas),
        selector: { matchLabels: this.selector },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "1", maxUnavailable: "0" } },
        template: {
          metadata: {
            labels: { ...labels, ...this.selector },
            annotations: sidecar && daprSidecar({ ...sidecar, appId: name, appPort: port }),
          },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: kubernetesToken,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: terminationGracePeriod,
            securityContext: restrictedPod(nonroot),
            affinity: preferNode(node),
            container: [this.container()],
          },
        },
      },
    });
  }

  private container() {
    const { name, image, args, port, requests, limits } = this.props;
    const probe = (path: string) => ({ httpGet: { path, port: String(port) }, periodSeconds: 10, timeoutSeconds: 3 });
    return {
      name,
      image,
      args,
      env: this.env(),
      port: [{ name: "http", containerPort: port }],
      resources: { requests: quantities(requests), limits: quantities(limits) },
      securityContext: restrictedContainer,
      startupProbe: { ...probe("/healthz"), periodSeconds: 2, failureThreshold: 60 },
      livenessProbe: probe("/healthz"),
      readinessProbe: probe("/readyz"),
    };
  }

  private env() {
    return Object.entries(this.props.env).map(([name, value]) =>
      typeof value === "string" ? { name, value } : { name, valueFrom: { secretKeyRef: value } },
    );
  }

  /** Also what Prometheus finds the metrics of the service by. */
  private addService(): void {
    const { name, namespace, port } = this.props;
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
