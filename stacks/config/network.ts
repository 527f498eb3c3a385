import { z } from "zod";
import { cidrSchema } from "./cidr";

/** Addresses of the cloud network. None can be changed later without making the nodes anew. */
export const networkSchema = z
  .strictObject({
    /** Addresses of the virtual cloud network, IPv4, CIDR notation, /16 to /30. Default: 10.0.0.0/16. */
    vcnCidr: cidrSchema.default("10.0.0.0/16"),
    /** Addresses of the public subnet with the nodes and the load balancer, within `vcnCidr`, /16 to /28. Default: 10.0.0.0/24. */
    subnetCidr: cidrSchema.default("10.0.0.0/24"),
  })
  .refine(({ vcnCidr }) => prefixLength(vcnCidr) >= 16 && prefixLength(vcnCidr) <= 30, {
    path: ["vcnCidr"],
    message: "must be from /16 to /30, the sizes that Oracle Cloud accepts",
  })
  .refine(({ subnetCidr }) => prefixLength(subnetCidr) <= 28, {
    path: ["subnetCidr"],
    message: "must be /28 or wider: the nodes have the addresses 10 and 11 of it",
  });

function prefixLength(cidr: string): number {
  return Number(cidr.split("/")[1]);
}
