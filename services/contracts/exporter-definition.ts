import type { DeclaredSettings, Setting } from "./setting";

/**
 * Declares an exporter: it shows Prometheus something that is not a service of ours. Each is services/<name>/main.ts, as a
 * service is, but neither events nor users come to it, and it only runs where it is configured.
 */
export interface ExporterDefinition<Name extends string = string, Own extends DeclaredSettings = DeclaredSettings> {
  /** Its name everywhere: of its folder and its Deployment. */
  name: Name;
  /** What it is told beside where to listen. */
  settings: Own;
  /** What of that a pod must tell it, and why. */
  requires: readonly { setting: Setting; because: string }[];
}

export const defineExporter = <const Name extends string, Own extends DeclaredSettings>(
  definition: ExporterDefinition<Name, Own>,
): ExporterDefinition<Name, Own> => definition;
