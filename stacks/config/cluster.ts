import { z } from "zod";
import { cidrSchema } from "./cidr";
import { wholeNumber } from "./whole-number";

/** How k3s is set up. All but the domain is fixed once the nodes exist. */
export const clusterSchema = z.strictObject({
  /**
   * Host name under which users reach the platform; its A record must point at the load balancer.
   * Default: none, and then the load balancer's address serves plain HTTP.
   */
  domain: z
    .string()
    .regex(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      "must be a host name in lower case without scheme, port or path, such as tasks.example.org",
    )
    .optional(),
  /** Addresses of pods, IPv4, CIDR notation. Default: 10.42.0.0/16. */
  podCidr: cidrSchema.default("10.42.0.0/16"),
  /** Addresses of services, IPv4, CIDR notation. Default: 10.43.0.0/16. */
  serviceCidr: cidrSchema.default("10.43.0.0/16"),
  /** What the kubelet keeps free by evicting pods; k3s itself sets no threshold for memory. */
  evictionHard: z
    .strictObject({
      /** Memory in MiB, 100 to 2048. Default: 250. */
      memoryAvailableMib: wholeNumber("MiB", 100, 2048).default(250),
      /** Percent of the disk of volumes and logs, 5 to 50. Default: 10. */
      nodefsAvailablePercent: wholeNumber("percent", 5, 50).default(10),
      /** Percent of the disk of images, 5 to 50. Default: 10. */
      imagefsAvailablePercent: wholeNumber("percent", 5, 50).default(10),
    })
    .prefault({}),
  /** Snapshots of etcd, taken on the server's own disk. */
  snapshots: z
    .strictObject({
      /** Hours between two snapshots, 1 to 24, a divisor of 24. Default: 6. */
      intervalHours: z
        .union(
          [1, 2, 3, 4, 6, 8, 12, 24].map((hours) => z.literal(hours)),
          "must be a divisor of 24, so that snapshots are evenly spaced: 1, 2, 3, 4, 6, 8, 12 or 24",
        )
        .default(6),
      /** How many snapshots the disk keeps, 1 to 100. Default: 8. */
      retention: wholeNumber("snapshots", 1, 100).default(8),
    })
    .prefault({}),
});
