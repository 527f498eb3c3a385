import { z } from "zod";
import { wholeNumber } from "../../services/contracts/whole-number";
import { cidrSchema } from "./cidr";

/** How k3s is set up. All but the domain is fixed once the nodes exist. */
export const clusterSchema = z.strictObject({
  domain: z
    .string()
    .regex(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      "must be a host name in lower case without scheme, port or path, such as tasks.example.org",
    )
    .optional()
    .describe("Host name whose A record points at the load balancer. Without one: plain HTTP."),
  podCidr: cidrSchema.default("10.42.0.0/16").describe("Addresses of pods."),
  serviceCidr: cidrSchema.default("10.43.0.0/16").describe("Addresses of services."),
  evictionHard: z
    .strictObject({
      memoryAvailableMib: wholeNumber("MiB", 100, 2048).default(250).describe("The kubelet evicts pods below it."),
      nodefsAvailablePercent: wholeNumber("percent", 5, 50).default(10).describe("Free disk for volumes and logs."),
      imagefsAvailablePercent: wholeNumber("percent", 5, 50).default(10).describe("Free disk for images."),
    })
    .prefault({})
    .describe("What the kubelet keeps free by evicting pods; k3s itself sets no threshold for memory."),
  snapshots: z
    .strictObject({
      intervalHours: z
        .union(
          [1, 2, 3, 4, 6, 8, 12, 24].map((hours) => z.literal(hours)),
          "must be a divisor of 24, so that snapshots are evenly spaced: 1, 2, 3, 4, 6, 8, 12 or 24",
        )
        .default(6)
        .describe("Hours between snapshots."),
      retention: wholeNumber("snapshots", 1, 100).default(8).describe("Snapshots kept on the server."),
    })
    .prefault({})
    .describe("Snapshots of etcd, taken on the server's own disk."),
});
