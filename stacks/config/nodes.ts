import { z } from "zod";
import { wholeNumber } from "./whole-number";

/** CPU and memory that are kept back from pods. */
const reservationSchema = (cpuMillis: number, memoryMib: number) =>
  z
    .strictObject({
      /** Thousandths of a CPU, 0 to 1000. */
      cpuMillis: wholeNumber("thousandths of a CPU", 0, 1000).default(cpuMillis),
      /** Memory in MiB, 0 to 4096. */
      memoryMib: wholeNumber("MiB", 0, 4096).default(memoryMib),
    })
    .prefault({});

const nodeSchema = (kubeReserved: { cpuMillis: number; memoryMib: number }) =>
  z
    .strictObject({
      /** OCPUs of the VM.Standard.A1.Flex; on A1 one is one vCPU. 1 to 80. Default: 1. */
      ocpus: wholeNumber("OCPUs", 1, 80).default(1),
      /** Memory in GB, 1 to 512, at most 64 for each OCPU. Default: 6. */
      memoryGb: wholeNumber("GB", 1, 512).default(6),
      /** Boot volume in GB, 50 to 32768; it can grow later, never shrink. Default: 50. */
      bootVolumeGb: wholeNumber("GB", 50, 32_768).default(50),
      /** What k3s itself takes (kubelet's kube-reserved). Default: by what k3s was measured to use in the node's role. */
      kubeReserved: reservationSchema(kubeReserved.cpuMillis, kubeReserved.memoryMib),
      /** What the operating system takes (kubelet's system-reserved). Default: 50 thousandths of a CPU, 256 MiB. */
      systemReserved: reservationSchema(50, 256),
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
  /** The node with the control plane and etcd. */
  server: nodeSchema({ cpuMillis: 250, memoryMib: 1536 }),
  /** The node that only runs workloads. */
  agent: nodeSchema({ cpuMillis: 100, memoryMib: 384 }),
});
