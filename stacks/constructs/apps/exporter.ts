import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { servicePort } from "../../../services/contracts/service-definition";
import type { ExporterName } from "../../../services/exporters";
import { environment } from "../../../services/runtime/definition";
import type { ContainerResources } from "../../config/resources";
import type { ContainerEnv } from "../kubernetes/container-env";
import { Workload } from "../kubernetes/workload";
import { type Permission, permissionLabels } from "./apps-network";

/** What the stack gives to each exporter. */
export interface CommonExporterProps extends ContainerResources {
  readonly namespace: string;
  /** Image with all services. */
  readonly image: string;
}

export interface ExporterProps extends CommonExporterProps {
  readonly name: ExporterName;
  readonly env: ContainerEnv;
  /** What it may reach on the network. */
  readonly permission: Permission;
  /** What it signs in with; another one restarts it. */
  readonly secret: string;
  /** Configuration key of its resources. */
  readonly setting: string;
}

/** One pod that shows Prometheus what is no service of ours, and may reach nothing but that. */
export class Exporter extends Workload {
  constructor(scope: Construct, id: string, { env, permission, secret, ...props }: ExporterProps) {
    super(scope, {
      ...props,
      id,
      args: [`services/${props.name}/main.js`],
      replicas: 1,
      maxReplicas: 1,
      node: "agent",
      env: { [environment.host]: "0.0.0.0", [environment.port]: String(servicePort), ...env },
      labels: permissionLabels(permission),
      checksum: Fn.sha256(secret),
    });
  }
}
