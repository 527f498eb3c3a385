import { DataOciIdentityAvailabilityDomains } from "@cdktf/provider-oci/lib/data-oci-identity-availability-domains";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { optionalVariable } from "../terraform/required-variable";

/**
 * Where a new machine is made: in the domain that the variable `<role>_availability_domain` names, else in the region's
 * first. `npx freehold deploy compute` sets the variable, and goes through all domains while there is no room.
 */
export function availabilityDomain(scope: Construct, role: string, compartmentId: string): string {
  const name = `${role}_availability_domain`;
  const given = optionalVariable(scope, name, {
    description: `Availability domain of a new ${role}, as \`oci iam availability-domain list\` prints it. Default: the first`,
    pattern: "[A-Za-z0-9]+:[A-Z0-9-]+-AD-[1-9]",
    format: "must be an availability domain with its prefix, such as abcD:EU-FRANKFURT-1-AD-1",
  });
  const { fqn } = new DataOciIdentityAvailabilityDomains(new Construct(scope, `${role}-placement`), "domains", {
    count: Token.asNumber(`\${${given} == "" ? 1 : 0}`),
    compartmentId,
  });
  return `\${coalesce(${given}, one(${fqn}[*].availability_domains[0].name))}`;
}
