import type { Construct } from "constructs";
import { definition } from "../../../services/neon-exporter/definition";
import { Secret } from "../kubernetes/secret";
import { type ExporterProps, exporter } from "./exporter";

/** The name is also that of its Secret. */
const { name, settings } = definition;

export interface NeonExporterProps extends ExporterProps {
  readonly projectId: string;
  /** Key of Neon's API that may read the project. */
  readonly apiKey: string;
}

/** Shows Prometheus what the Neon project has used, by Neon's API: a query would wake the database. */
export function neonExporter(scope: Construct, { apiKey, projectId, ...props }: NeonExporterProps): void {
  const { namespace } = props;
  const secretKey = "api-key";
  new Secret(scope, { name, namespace, data: { [secretKey]: apiKey } });
  exporter(scope, {
    ...props,
    name,
    env: {
      [settings.projectId.variable]: projectId,
      [settings.apiKey.variable]: { name, key: secretKey },
    },
    permission: "neon-api",
    secret: apiKey,
    setting: "apps.neonExporter",
  });
}
