import { writeFileSync } from "node:fs";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { addresses, hostNames } from "../machine/addresses";
import type { Outside } from "../machine/outside";
import type { OutsideAuthority } from "./authority";

const port = 443;
const managementPort = 15_000;

/** Where ACME begins, in place of Let's Encrypt's directory. */
export const acmeDirectory = `https://${hostNames.acme}/dir`;

/** Pebble, the ACME server that Let's Encrypt tests its clients with. */
export class OutsideAcme {
  constructor(
    private readonly outside: Outside,
    private readonly authority: OutsideAuthority,
  ) {}

  start(pebble: string): void {
    const { certificate, key } = this.authority.issue("acme", hostNames.acme);
    const configuration = this.outside.machine.file("pebble.json");
    writeFileSync(
      configuration,
      JSON.stringify({
        pebble: {
          listenAddress: `${addresses.acme}:${port}`,
          managementListenAddress: `${addresses.acme}:${managementPort}`,
          certificate,
          privateKey: key,
          httpPort: 80,
          tlsPort: 443,
          retryAfter: { authz: 1, order: 1 },
          profiles: { default: { description: "As Let's Encrypt's", validityPeriod: 7_776_000 } },
        },
      }),
    );
    this.outside.launch(
      "pebble",
      pebble,
      ["-config", configuration, "-dnsserver", `${addresses.metadata}:53`, "-strict"],
      { PEBBLE_VA_NOSLEEP: "1" },
    );
  }

  /** The root that the page's certificate leads to, PEM. */
  root(): Promise<string> {
    return new Promise((resolve, reject) => {
      request(
        {
          ...{ host: addresses.acme, port: managementPort, path: "/roots/0" },
          ...{ ca: this.authority.certificate, servername: hostNames.acme },
        },
        (response) => text(response).then(resolve, reject),
      )
        .on("error", reject)
        .end();
    });
  }
}
