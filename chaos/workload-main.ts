import { runService } from "../services/runtime/run";
import { workload } from "./workload";

void runService(workload);
