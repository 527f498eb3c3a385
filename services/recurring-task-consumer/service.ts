import type { Service } from "../runtime/service";
import { consumer } from "./consumer";
import { needs } from "./needs";

export const service: Service = { needs, create: () => ({ consumer }) };
