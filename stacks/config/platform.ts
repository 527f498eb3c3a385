import { z } from "zod";

/** What runs beside the services: Dapr, Prometheus, Grafana. */
export const platformSchema = z.strictObject({});
