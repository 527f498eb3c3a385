import { writeFileSync } from "node:fs";
import { addresses, hostNames } from "../machine/addresses";
import type { Outside } from "../machine/outside";

const records: [string, string][] = [
  [hostNames.domain, addresses.loadBalancer],
  [hostNames.postgres, addresses.postgres],
  [hostNames.kafka, addresses.kafka],
  [hostNames.acme, addresses.acme],
  [hostNames.inbox, addresses.inbox],
];

/** The name server at Oracle's address, which knows the names of the rehearsal and no other. */
export function startNameServer(outside: Outside, coredns: string): void {
  const corefile = outside.machine.file("Corefile");
  writeFileSync(
    corefile,
    `.:53 {
  bind ${addresses.metadata}
  hosts {
${records.map(([name, address]) => `    ${address} ${name}`).join("\n")}
  }
}
`,
  );
  outside.launch("name-server", coredns, ["-conf", corefile]);
}
