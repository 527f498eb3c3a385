import { runService } from "../runtime/run";
import { service } from "./service";

void runService(service);
