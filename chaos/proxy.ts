import { connect, createServer, type Socket } from "node:net";

/** A TCP proxy on 127.0.0.1 that can be cut. */
export interface TcpProxy {
  port: number;
  /** Port on 127.0.0.1 that connections are passed on to from now on. */
  target: number;
  /** Connections that cuts and half-open phases have hit or refused so far. */
  hit(): number;
  /** Resets every connection and refuses new ones until `restore`. */
  cut(): void;
  /** Lets nothing through any more, without a sign to either side, until `restore` resets what was caught so. */
  freeze(): void;
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
  const reset = (pair: Pair) => {
    for (const socket of pair) socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    if (state === "cut") {
      hits += 1;
      client.resetAndDestroy();
      return;
    }
    const pair: Pair = [client, connect(proxy.target, "127.0.0.1")];
    pairs.add(pair);
    for (const [from, to] of [pair, [...pair].reverse() as Pair]) {
      from.setNoDelay(true);
      from.on("error", () => {});
      from.on("close", () => {
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
    cut: () => {
      state = "cut";
      hits += pairs.size;
      pairs.forEach(reset);
    },
    freeze: () => {
      state = "frozen";
      pairs.forEach(hold);
    },
    restore: () => {
      if (state === "frozen") pairs.forEach(reset);
      state = "open";
    },
    close: () => {
      pairs.forEach(reset);
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The proxy has no port");
  proxy.port = address.port;
  return proxy;
}
