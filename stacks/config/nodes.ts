import { z } from "zod";
import type { NodeRole } from "../../services/contracts/node-role";
import { wholeNumber } from "../../services/contracts/whole-number";

/** CPU and memory that pods cannot use. */
const reservationSchema = (cpuMillis: number, memoryMib: number) =>
  z
    .strictObject({
      cpuMillis: wholeNumber("thousandths of a CPU", 0, 1000).default(cpuMillis),
      memoryMib: wholeNumber("MiB", 0, 4096).default(memoryMib),
    })
    .prefault({});

const nodeSchema = (kubeReserved: { cpuMillis: number; memoryMib: number }) =>
  z
    .strictObject({
      ocpus: wholeNumber("OCPUs", 1, 80).default(1).describe("OCPUs of the VM.Standard.A1.Flex, each one vCPU."),
      memoryGb: wholeNumber("GB", 1, 512).default(6).describe("At most 64 per OCPU."),
      bootVolumeGb: wholeNumber("GB", 50, 32_768).default(50).describe("It can grow later, never shrink."),
      kubeReserved: reservationSchema(kubeReserved.cpuMillis, kubeReserved.memoryMib).describe("For k3s."),
      systemReserved: reservationSchema(50, 256).describe("For the system."),
    })
    .refine(({ ocpus, memoryGb }) => memoryGb <= ocpus * 64, {
      path: ["memoryGb"],
      message: "must be at most 64 GB for each OCPU: raise ocpus or lower memoryGb",
    })
    .refine(
      ({ memoryGb, kubeReserved, systemReserved }) =>
        kubeReserved.memoryMib + systemReserved.memoryMib < memoryGb * 1024,
      {
        path: ["kubeReserved", "memoryMib"],
        message: "leaves no memory for pods: lower kubeReserved or systemReserved, or raise memoryGb",
      },
    )
    .prefault({});

/**
 * The two machines of the cluster. Together they must stay within Always Free: 2 OCPUs, 12 GB, 100 GB of boot volumes.
 * The reservations' defaults are from k3s's resource profiling, with embedded etcd: server 1450 MiB and a quarter of a
 * core, agent 275 MiB and a tenth (https://docs.k3s.io/reference/resource-profiling).
 */
export const nodesSchema = z.strictObject({
  server: nodeSchema({ cpuMillis: 250, memoryMib: 1536 }).describe("The node with the control plane and etcd."),
  agent: nodeSchema({ cpuMillis: 100, memoryMib: 384 }).describe("The node that only runs workloads."),
} satisfies Record<NodeRole, unknown>);
