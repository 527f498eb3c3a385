import type { Service } from "../runtime/host/service";
import { consumer } from "./consumer";
import { definition } from "./definition";

export const service: Service = { definition, create: () => ({ consumer }) };
