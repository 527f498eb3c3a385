import { z } from "zod";
import { cidrSchema } from "./cidr";

/** Addresses of the cloud network. You cannot change them later without new nodes. */
export const networkSchema = z
  .strictObject({
    vcnCidr: cidrSchema.default("10.0.0.0/16").describe("The cloud network, /16 to /30."),
    subnetCidr: cidrSchema.default("10.0.0.0/24").describe("The public subnet, within `vcnCidr`, /16 to /28."),
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
