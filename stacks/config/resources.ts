import { z } from "zod";
import { wholeNumber } from "../../services/contracts/whole-number";

/** CPU in thousandths of one vCPU and memory in MiB; on A1 one OCPU is one vCPU. */
export interface Resources {
  cpuMillis: number;
  memoryMib: number;
}

/** What a container asks the scheduler for, and what it may use at most. */
export interface ContainerResources {
  requests: Resources;
  limits: Resources;
}

const resourcesSchema = ({ cpuMillis, memoryMib }: Resources) =>
  z
    .strictObject({
      cpuMillis: wholeNumber("thousandths of a CPU", 1, 80_000).default(cpuMillis).describe("Thousandths of a CPU."),
      memoryMib: wholeNumber("MiB", 4, 524_288).default(memoryMib).describe("Memory in MiB."),
    })
    .prefault({});

/** The keys `requests` and `limits` of a container, with these defaults. */
export const containerFields = ({ requests, limits }: ContainerResources) => ({
  requests: resourcesSchema(requests),
  limits: resourcesSchema(limits),
});

/** Whether a container asks for no more than it may use; Kubernetes refuses it otherwise. */
export const requestsWithinLimits = ({ requests, limits }: ContainerResources): boolean =>
  requests.cpuMillis <= limits.cpuMillis && requests.memoryMib <= limits.memoryMib;

export const requestsOverLimits = {
  path: ["requests"],
  message: "asks for more than limits allows: lower requests or raise limits",
};

/** A container whose resources can be set, with these defaults. */
export const containerSchema = (defaults: ContainerResources) =>
  z.strictObject(containerFields(defaults)).refine(requestsWithinLimits, requestsOverLimits).prefault({});
