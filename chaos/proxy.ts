import { connect, createServer, type Socket } from "node:net";
import { resetConnection } from "./reset";

/** A TCP proxy on 127.0.0.1 that can be cut. */
export interface TcpProxy {
  port: number;
  /** Port on 127.0.0.1 that connections are passed on to from now on. */
  target: number;
  /** Connections that cuts and half-open phases have hit or refused so far. */
  hit(): number;
  /** Connections that it carries now. */
  connections(): number;
  /** Resets every connection and refuses new ones until `restore`. */
  cut(): void;
  /** Lets nothing through any more, without a sign to either side, until `restore` resets what was caught so. */
  freeze(): void;
  /**
   * Makes the connections that there are now swallow everything for ever, as when the other machine or what is between
   * has vanished: neither side hears of it, not even when the other one gives up. New ones are let through.
   * @param keepAlive milliseconds after which a client that has said nothing since is reset, as its own kernel would do
   * when its keep-alive probes are not answered; the kernel of this proxy would answer them. Default: what the services
   * ask for, 30 s and ten probes a second apart.
   */
  blackHole(keepAlive?: number): void;
  restore(): void;
  close(): Promise<void>;
}

/** @param target port on 127.0.0.1; 0 when it is not known yet */
export async function startProxy(target = 0): Promise<TcpProxy> {
  type Pair = [client: Socket, server: Socket];
  const pairs = new Set<Pair>();
  let state: "open" | "cut" | "frozen" = "open";
  let hits = 0;
  const hold = (pair: Pair) => {
    hits += 1;
    for (const socket of pair) socket.unpipe().pause();
  };
  const reset = (pair: Pair) => pair.forEach(resetConnection);
  /** Those in a black hole: an end at one side must not be seen at the other. */
  const lost = new Set<Pair>();
  const server = createServer((client) => {
    if (state === "cut") {
      hits += 1;
      resetConnection(client);
      return;
    }
    const pair: Pair = [client, connect(proxy.target, "127.0.0.1")];
    pairs.add(pair);
    for (const [from, to] of [pair, [...pair].reverse() as Pair]) {
      from.setNoDelay(true);
      from.on("error", () => {});
      from.on("close", () => {
        if (lost.has(pair)) return;
        to.destroy();
        pairs.delete(pair);
      });
    }
    if (state === "frozen") {
      hold(pair);
      return;
    }
    pair[0].pipe(pair[1]);
    pair[1].pipe(pair[0]);
  });
  const proxy: TcpProxy = {
    port: 0,
    target,
    hit: () => hits,
    connections: () => pairs.size,
    cut: () => {
      state = "cut";
      hits += pairs.size;
      pairs.forEach(reset);
    },
    freeze: () => {
      state = "frozen";
      pairs.forEach(hold);
    },
    blackHole: (keepAlive = 40_000) => {
      for (const pair of pairs) {
        hold(pair);
        lost.add(pair);
        const [client] = pair;
        const timer = setTimeout(() => resetConnection(client), keepAlive).unref();
        client.on("data", () => clearTimeout(timer)).resume();
      }
      pairs.clear();
    },
    restore: () => {
      if (state === "frozen") pairs.forEach(reset);
      state = "open";
    },
    close: () => {
      for (const pair of [...pairs, ...lost]) reset(pair);
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The proxy has no port");
  proxy.port = address.port;
  return proxy;
}
