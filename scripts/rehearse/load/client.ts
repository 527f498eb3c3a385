import { Agent, request } from "node:https";
import type { LookupFunction } from "node:net";
import { text } from "node:stream/consumers";
import WebSocket from "ws";
import { addresses, hostNames } from "../machine/addresses";

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  /** The body, read as JSON where it is. */
  body: unknown;
}

/** A user of the platform, on the other side of the load balancer. */
export class Client {
  private readonly agent: Agent;

  private calls = 0;

  /**
   * @param root PEM of the authority that the page's certificate leads to
   * @param from addresses that the requests come from in turn. Default: this machine's own
   */
  constructor(
    private readonly root: string,
    readonly token: string,
    private readonly from: readonly string[] = [addresses.host],
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 64, ca: root, servername: hostNames.domain });
  }

  /** @throws what the connection ends with; every answer is returned */
  call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.agent,
          host: addresses.loadBalancer,
          localAddress: this.from[this.calls++ % this.from.length],
          method,
          path,
          timeout: 30_000,
          headers: {
            host: hostNames.domain,
            authorization: `Bearer ${this.token}`,
            ...(body && { "content-type": "application/json" }),
            ...headers,
          },
        },
        (response) => {
          text(response).then((answer) => {
            const isJson = response.headers["content-type"]?.includes("json") && answer !== "";
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: isJson ? JSON.parse(answer) : answer,
            });
          }, reject);
        },
      );
      sent.on("timeout", () => sent.destroy(new Error("no answer within 30 s")));
      sent.on("error", reject);
      sent.end(body && JSON.stringify(body));
    });
  }

  /** A WebSocket as the page opens it. */
  socket(): WebSocket {
    return new WebSocket(`wss://${hostNames.domain}/ws`, ["freehold", `bearer.${this.token}`], {
      agent: new Agent({ ca: this.root, lookup: toLoadBalancer }),
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** The domain is known to the name server of the rehearsal alone. */
const toLoadBalancer: LookupFunction = (_host, options, callback) =>
  options.all
    ? callback(null, [{ address: addresses.loadBalancer, family: 4 }])
    : callback(null, addresses.loadBalancer, 4);
