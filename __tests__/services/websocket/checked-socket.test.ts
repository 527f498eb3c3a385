import { HttpProblem } from "../../../services/runtime/http/problem";
import { CheckedSocket } from "../../../services/websocket/checked-socket";

const text = { binary: false };

interface Check {
  resolve: () => void;
  reject: (error: Error) => void;
}

/** A socket whose checks are answered by the test. */
function checked() {
  const log: string[] = [];
  const checks: Check[] = [];
  const socket = new CheckedSocket(
    {
      bufferedAmount: 0,
      send: (message) => log.push(String(message)),
      ping: () => log.push("ping"),
      close: (code, reason) => log.push(`close ${code} ${reason}`),
      terminate: () => log.push("terminate"),
      on: () => undefined,
    },
    () =>
      new Promise<void>((resolve, reject) => {
        checks.push({ resolve, reject });
      }),
  );
  const settle = async (act: (check: Check) => void) => {
    const check = checks.shift();
    if (!check) throw new Error("The socket checks no session now");
    act(check);
    await new Promise(setImmediate);
  };
  return { socket, log, checks, settle };
}

test("an update waits for the check, and what follows waits behind it, in its order", async () => {
  const { socket, log, settle } = checked();
  socket.sendUpdate(Buffer.from("one"), text);
  socket.send(Buffer.from("heartbeat"), text);
  socket.sendUpdate(Buffer.from("two"), text);
  expect([log, socket.bufferedAmount]).toEqual([[], "oneheartbeattwo".length]);
  await settle(({ resolve }) => resolve());
  expect([log, socket.bufferedAmount]).toEqual([["one", "heartbeat", "two"], 0]);
});

test("a heartbeat needs no check", () => {
  const { socket, log, checks } = checked();
  socket.send(Buffer.from("heartbeat"), text);
  expect([log, checks]).toEqual([["heartbeat"], []]);
});

test("an ended session gets no update, and its socket is closed", async () => {
  const { socket, log, settle } = checked();
  socket.sendUpdate(Buffer.from("secret"), text);
  await settle(({ reject }) => reject(new HttpProblem({ status: 401, code: "TOKEN_MISSING", title: "Unauthorized" })));
  expect(log).toEqual(["close 1008 the session has ended"]);
  socket.sendUpdate(Buffer.from("more"), text);
  expect(log).toHaveLength(1);
});

test("a session that can't be checked gets no update either: its page connects again", async () => {
  const { socket, log, settle } = checked();
  socket.sendUpdate(Buffer.from("secret"), text);
  await settle(({ reject }) => reject(new Error("the database is away")));
  expect(log).toEqual(["terminate"]);
});
