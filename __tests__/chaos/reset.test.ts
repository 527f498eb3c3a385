import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { resetConnection } from "../../chaos/reset";

const run = promisify(execFile);

test("the other side sees a reset", async () => {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const arrived = once(server, "connection");
  const client = connect(typeof address === "object" && address ? address.port : 0, "127.0.0.1");
  await once(client, "connect");
  const [peer] = await arrived;
  const failed = new Promise((resolve) => peer.once("error", resolve));
  resetConnection(client);
  expect(await failed).toMatchObject({ code: "ECONNRESET" });
  await new Promise((resolve) => server.close(resolve));
});

/** In a process of its own, since what goes wrong here is that a process does not end. */
const ending = `
  const { resetConnection } = require("./chaos/reset");
  const server = require("node:net").createServer((peer) => peer.resume());
  server.listen(0, "127.0.0.1", () => {
    const client = require("node:net").connect(server.address().port, "127.0.0.1", () => {
      client.end();
      resetConnection(client);
    });
    client.on("close", () => server.close(() => console.log("ended")));
  });`;

test("one that is just being ended is let go of too", async () => {
  const { stdout } = await run(process.execPath, ["--import", "tsx", "--eval", ending], {
    ...{ cwd: path.join(__dirname, "../.."), timeout: 90_000, killSignal: "SIGKILL" },
  });
  expect(stdout).toBe("ended\n");
});
