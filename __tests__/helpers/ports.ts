import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { freePort as portThatIsFree } from "../../services/local/free-port";

/** An address of this machine on which nothing listens: a datagram port of it marks the same port as given. */
const marked = "127.0.0.3";

/** A port that is free at this moment, and that no other process of these tests is given while this one runs. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await portThatIsFree();
    if (await isMarked(port)) return port;
  }
}

/** A program may take long until it listens: until then nothing else says that the port has a user. */
const isMarked = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const mark = createSocket("udp4").unref();
    // Other systems than Linux have no such address: there, ports are only likely to be different.
    mark.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    mark.bind(port, marked, () => resolve(true));
  });

/** Whether something listens on a port of this machine. */
export const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
