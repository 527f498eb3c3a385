import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { servicePort } from "../../../services/contracts/service-definition";
import type { ExporterName } from "../../../services/exporters";
import { environment } from "../../../services/runtime/definition";
import type { ContainerResources } from "../../config/resources";
import type { ContainerEnv } from "../kubernetes/container-env";
import { Workload } from "../kubernetes/workload";
import { type Permission, permissionLabels } from "./apps-network";

/** What every exporter is made from, beside what it shows. */
export interface ExporterProps extends ContainerResources {
  readonly namespace: string;
  /** Image with all services. */
  readonly image: string;
}

interface ExporterParts extends ExporterProps {
  readonly name: ExporterName;
  readonly env: ContainerEnv;
  readonly permission: Permission;
  /** What it signs in with; another one restarts it. */
  readonly secret: string;
  /** Configuration key of its resources. */
  readonly setting: string;
}

/** One pod that shows Prometheus what is no service of ours, and may reach nothing but that. */
export function exporter(scope: Construct, { env, permission, secret, ...props }: ExporterParts): void {
  new Workload(scope, {
    ...props,
    args: [`services/${props.name}/main.js`],
    replicas: 1,
    maxReplicas: 1,
    node: "agent",
    env: { [environment.host]: "0.0.0.0", [environment.port]: String(servicePort), ...env },
    labels: permissionLabels(permission),
    checksum: Fn.sha256(secret),
  });
}
