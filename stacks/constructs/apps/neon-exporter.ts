import type { Construct } from "constructs";
import { definition } from "../../../services/neon-exporter/definition";
import { Secret } from "../kubernetes/secret";
import { type CommonExporterProps, Exporter } from "./exporter";

/** The name is also that of its Secret. */
const { name, settings } = definition;

export interface NeonExporterProps extends CommonExporterProps {
  /** The Neon project that it watches. */
  readonly projectId: string;
  /** Key of Neon's API that may read the project. */
  readonly apiKey: string;
}

/** Shows Prometheus what the Neon project has used, by Neon's API: a query would wake the database. */
export class NeonExporter extends Exporter {
  constructor(scope: Construct, id: string, { apiKey, projectId, ...props }: NeonExporterProps) {
    const secretKey = "api-key";
    super(scope, id, {
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
    const { namespace } = props;
    const secret = new Secret(this, { id: "secret", name, namespace, data: { [secretKey]: apiKey } });
    // Keeps the address that it has in users' state.
    secret.overrideLogicalId(`${id}-secret`);
  }
}
