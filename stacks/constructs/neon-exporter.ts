import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import type { Construct } from "constructs";
import { environment } from "../../services/contracts/environment";
import type { ExporterName } from "../../services/contracts/exporters";
import { type ExporterProps, exporter } from "./exporter";

/** Name of the workload and of its Secret. */
const name: ExporterName = "neon-exporter";

export interface NeonExporterProps extends ExporterProps {
  readonly projectId: string;
  /** Key of Neon's API that may read the project. */
  readonly apiKey: string;
}

/** Shows Prometheus what the Neon project has used, by Neon's API: a query would wake the database. */
export function neonExporter(scope: Construct, { apiKey, projectId, ...props }: NeonExporterProps): void {
  const { namespace } = props;
  const secretKey = "api-key";
  new SecretV1(scope, "neon-exporter-secret", {
    metadata: { name, namespace },
    data: { [secretKey]: apiKey },
  });
  exporter(scope, {
    ...props,
    name,
    env: {
      [environment.neonProjectId]: projectId,
      [environment.neonApiKey]: { name, key: secretKey },
    },
    permission: "neon-api",
    secret: apiKey,
    setting: "apps.neonExporter",
  });
}
