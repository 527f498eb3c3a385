import { runService } from "../services/runtime/host/run";
import { workload } from "./workload";

void runService(workload);
