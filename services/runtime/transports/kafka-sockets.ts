import net from "node:net";
import tls from "node:tls";
import type { ISocketFactory } from "kafkajs";

/** Milliseconds of silence after which the kernel asks whether the broker is there, as with the database. */
const keepAliveDelay = 30_000;

/** Open sockets of this process, by broker as host:port. */
const open = new Map<string, Set<net.Socket>>();

/** Opens the sockets of kafkajs, and remembers them. */
export const socketFactory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  // A certificate is for a name; an address can't be one.
  const name = net.isIP(host) ? {} : { servername: host };
  const socket = ssl ? tls.connect({ host, port, ...name, ...ssl }, onConnect) : net.connect({ host, port }, onConnect);
  socket.setKeepAlive(true, keepAliveDelay);
  const broker = `${host}:${port}`;
  const sockets = open.get(broker) ?? new Set();
  open.set(broker, sockets.add(socket));
  socket.on("close", () => sockets.delete(socket));
  return socket;
};

/**
 * Ends the sockets to a broker that has let a request wait too long. kafkajs itself would send the next request on the
 * same socket, which is dead when the broker or what is between has vanished without a word.
 */
export function dropSockets(broker: string): void {
  for (const socket of open.get(broker) ?? []) socket.destroy(new Error(`${broker} does not answer`));
}
