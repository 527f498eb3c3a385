import { BlockList, isIPv4 } from "node:net";
import { z } from "zod";

/** An IPv4 network in CIDR notation, as a number of leading bits and its first address. */
function parts(cidr: string): { address: string; bits: number } {
  const [address = "", bits = ""] = cidr.split("/");
  return { address, bits: Number(bits) };
}

/** Whether text is an IPv4 network in CIDR notation whose host bits are all zero, such as 10.0.0.0/16. */
export function isCidr(text: string): boolean {
  const match = /^([0-9.]+)\/(\d{1,2})$/.exec(text);
  const [, address = "", bits = ""] = match ?? [];
  if (!isIPv4(address) || Number(bits) > 32) return false;
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return value % 2 ** (32 - Number(bits)) === 0;
}

/** Whether the network `outer` holds the whole of the network `inner`. Both in CIDR notation. */
export function cidrContains(outer: string, inner: string): boolean {
  const { address, bits } = parts(outer);
  const block = new BlockList();
  block.addSubnet(address, bits);
  return parts(inner).bits >= bits && block.check(parts(inner).address);
}

/** Whether two networks in CIDR notation share an address. */
export function cidrsOverlap(one: string, other: string): boolean {
  return cidrContains(one, other) || cidrContains(other, one);
}

/** The address at `index` in a network in CIDR notation; index 0 is the network's own address. */
export function cidrHost(cidr: string, index: number): string {
  const octets = parts(cidr).address.split(".").map(Number);
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0) + index;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

/** An IPv4 network in CIDR notation. */
export const cidrSchema = z
  .string()
  .refine(
    isCidr,
    "must be an IPv4 network in CIDR notation with no host bits set, such as 10.0.0.0/16 or 203.0.113.7/32",
  );
