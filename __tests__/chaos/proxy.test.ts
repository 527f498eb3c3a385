import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { startProxy, type TcpProxy } from "../../chaos/proxy";
import { until } from "../helpers/until";

/** Two that send as much as goes and never read, with the proxy between them. */
let proxy: TcpProxy;
let client: Socket;

function flood(socket: Socket): void {
  socket.pause().on("error", () => {});
  // More than all buffers on the way can hold.
  socket.write(Buffer.alloc(64 * 1024 * 1024));
}

const server = createServer(flood);

beforeEach(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  proxy = await startProxy(typeof address === "object" ? address?.port : 0);
  client = connect(proxy.port, "127.0.0.1");
  flood(client);
  let before = 0;
  let quiet = 0;
  await until("every buffer on the way is full", () => {
    quiet = client.bytesWritten === before ? quiet + 1 : 0;
    before = client.bytesWritten;
    return before > 0 && quiet > 20;
  });
});
afterEach(() => {
  client.destroy();
  server.close();
});

test.each(["cut", "freeze", "blackHole"] as const)(
  "it ends all connections after a %s, also those without a reader",
  async (fault) => {
    proxy[fault]();
    expect(proxy.hit()).toBe(1);
    proxy.restore();
    await proxy.close();
    client.resume();
    await until("the client has noticed", () => client.destroyed);
  },
);
