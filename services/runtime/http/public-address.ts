import { lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Whether an address is one of the public internet: not of this machine, a private network, the cluster, or a cloud's metadata. An
 * IPv6 address that stands for one of IPv4 is taken for that.
 */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";

/** Names that lead nowhere, or into a network of one's own (RFC 6761, 6762, 8375, 9476). */
const ownNames = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|invalid|test)$/;

/** Whether a host may be public, as far as its name tells. Where it leads is seen when it is looked up. */
export function mayBePublicHost(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  if (isIP(name)) return isPublicAddress(name);
  return name.includes(".") && !ownNames.test(name);
}

/**
 * A lookup for connections that may only go where `isAllowed` says: it answers with the very addresses that it has checked, and a second
 * answer of the name server changes nothing. A name with one address that is not allowed is refused.
 */
export const guardedLookup =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "");
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address))) return callback(refusal(hostname), "");
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });

/** The code of the error of a lookup that led elsewhere. */
export const notPublic = "ADDRESS_NOT_PUBLIC";

const refusal = (hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${hostname} leads to an address that is not public`), { code: notPublic });
