import { resolve4, resolve6 } from "node:dns/promises";
import type { Check } from "./check";

/**
 * Whether the domain leads to the load balancer. No certificate is issued before it does.
 *
 * @param address the load balancer's; undefined before network is deployed
 */
export async function dns(
  domain: string | undefined,
  address: string | undefined,
  resolve: (domain: string) => Promise<string[]> = resolve4,
  resolveIpv6: typeof resolve = resolve6,
): Promise<Check[]> {
  const name = "DNS";
  if (!domain) return [{ name, state: "skipped", found: "cluster.domain is not set: plain HTTP by the address" }];
  const found = await resolve(domain).catch(() => []);
  const known = found.length > 0 ? `${domain} leads to ${found.join(", ")}` : `${domain} has no A record`;
  const ipv6 = await resolveIpv6(domain).catch(() => []);
  if (ipv6.length > 0) {
    const fix =
      "Remove the AAAA record: the load balancer has no such address, and Let's Encrypt would ask there first";
    return [{ name, state: "warning", found: `${domain} leads to ${ipv6.join(", ")} too`, fix }];
  }
  if (!address)
    return [{ name, state: "skipped", found: `${known}; the load balancer's address is known after network` }];
  if (found.length === 1 && found[0] === address) return [{ name, state: "ok", found: known }];
  return [{ name, state: "warning", found: known, fix: `Let its one A record be ${address}` }];
}
