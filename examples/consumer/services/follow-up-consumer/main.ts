import { runService } from "../runtime/host/run";
import { service } from "./service";

void runService(service);
