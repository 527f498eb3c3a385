import { EventEmitter } from "node:events";
import type { FreeholdEvent } from "../../../services/contracts/envelope";
import { type Socket, Sockets } from "../../../services/websocket/sockets";
import { anEvent, aTask } from "../../helpers/events";

/** A socket that writes down what is done to it. */
class FakeSocket extends EventEmitter implements Socket {
  bufferedAmount = 0;
  readonly calls: string[] = [];
  readonly sent: string[] = [];
  /** The text of the last ping. */
  asked = "";
  send(message: Buffer) {
    this.sent.push(String(message));
  }
  ping(data: string) {
    this.asked = data;
    this.calls.push("ping");
  }
  close(code: number) {
    this.calls.push(`close ${code}`);
    this.emit("close");
  }
  terminate() {
    this.calls.push("terminate");
    this.emit("close");
  }
}

const changedOf = (ownerid: string): FreeholdEvent => ({
  ...anEvent("freehold.task-update.changed.v1", { task: aTask({ ownerId: ownerid }) }),
  ownerid,
});

let sockets: Sockets;
let cut: string[];
const socketsOf = () => new Sockets(20, (reason) => cut.push(reason));
beforeEach(() => {
  cut = [];
  sockets = socketsOf();
});

function opened(ownerId: string, operator = false): FakeSocket {
  const socket = new FakeSocket();
  sockets.add({ ownerId, operator }, socket);
  return socket;
}

test("an update goes to all sockets of its owner and to nobody else's", () => {
  const [first, second, other] = [opened("ann"), opened("ann"), opened("bob")];
  const event = changedOf("ann");
  sockets.send(event);
  expect(first.sent.map((text) => JSON.parse(text))).toEqual([
    { id: event.id, type: event.type, time: event.time, data: event.data },
  ]);
  expect(second.sent).toEqual(first.sent);
  expect(other.sent).toEqual([]);
});

test("a change of a list, and its end, go to its owner alone", () => {
  const [own, other] = [opened("ann"), opened("bob")];
  const list = {
    ...{ id: "018f0000-0000-7000-8000-000000000000", ownerId: "ann", name: "Home", colour: null, order: 0 },
    ...{ createdAt: "2026-03-01T08:00:00.000Z", updatedAt: "2026-03-01T08:00:00.000Z", version: 1 },
  };
  sockets.send(anEvent("freehold.list-update.changed.v1", { list }));
  sockets.send(anEvent("freehold.list-update.removed.v1", { listId: list.id }));
  expect(own.sent.map((text) => JSON.parse(text).data)).toEqual([{ list }, { listId: list.id }]);
  expect(other.sent).toEqual([]);
});

test("a message carries nothing of the envelope that a page has no use for", () => {
  const socket = opened("ann");
  sockets.send(changedOf("ann"));
  expect(Object.keys(JSON.parse(socket.sent[0] ?? ""))).toEqual(["id", "type", "time", "data"]);
});

test("a socket that is closed gets nothing more, and the owner's others do", () => {
  const [closed, open] = [opened("ann"), opened("ann")];
  closed.close(1000);
  sockets.send(changedOf("ann"));
  expect(closed.sent).toEqual([]);
  expect(open.sent).toHaveLength(1);
});

test("an owner has 20 sockets at most; one more is sent away and told to come back", () => {
  const all = Array.from({ length: 20 }, () => opened("ann"));
  const excess = opened("ann");
  expect(excess.calls).toEqual(["close 1013"]);
  expect(cut).toEqual(["excess"]);
  expect(sockets.open).toBe(20);
  sockets.send(changedOf("ann"));
  expect(excess.sent).toEqual([]);
  expect(all.every(({ sent }) => sent.length === 1)).toBe(true);
  expect(opened("bob").calls).toEqual([]);
});

test("a socket that is closed makes room for another", () => {
  const [first] = Array.from({ length: 20 }, () => opened("ann"));
  first?.close(1000);
  expect(opened("ann").calls).toEqual([]);
});

test("a reader with more than 1 MiB still to read is cut off, and the others are served", () => {
  const [slow, atTheLimit, quick] = [opened("ann"), opened("ann"), opened("ann")];
  slow.bufferedAmount = 1024 * 1024 + 1;
  atTheLimit.bufferedAmount = 1024 * 1024;
  sockets.send(changedOf("ann"));
  expect(slow.calls).toEqual(["terminate"]);
  expect(cut).toEqual(["slow"]);
  expect(slow.sent).toEqual([]);
  expect(atTheLimit.sent).toHaveLength(1);
  expect(quick.sent).toHaveLength(1);
});

test("a beat pings the sockets that have answered, and ends those that have not", () => {
  const [answers, silent] = [opened("ann"), opened("bob")];
  sockets.beat();
  expect([answers.calls, silent.calls]).toEqual([["ping"], ["ping"]]);
  answers.emit("pong", Buffer.from(answers.asked));
  sockets.beat();
  expect([answers.calls, silent.calls]).toEqual([
    ["ping", "ping"],
    ["ping", "terminate"],
  ]);
  expect(cut).toEqual(["silent"]);
});

test("an answer to a ping that the client has not read counts for nothing", () => {
  const pretends = opened("ann");
  sockets.beat();
  const before = pretends.asked;
  pretends.emit("pong", Buffer.from(""));
  pretends.emit("pong", Buffer.from("a guess"));
  sockets.beat();
  expect(pretends.calls).toEqual(["ping", "terminate"]);
  const honest = opened("ann");
  sockets.beat();
  expect(honest.asked).not.toBe(before);
});

test("a client that falls behind on heartbeats alone is cut off, too", () => {
  const slow = opened("ann");
  slow.bufferedAmount = 1024 * 1024 + 1;
  sockets.beat();
  expect(cut).toEqual(["slow"]);
});

test.each(["ping", "pong", "message"])(
  "a client may send 20 frames a heartbeat, and is cut off once for more: %s",
  (frame) => {
    const talks = opened("ann");
    const say = (times: number) => {
      for (let count = 0; count < times; count += 1) talks.emit(frame, Buffer.from("x"));
    };
    say(20);
    sockets.beat();
    talks.emit("pong", Buffer.from(talks.asked));
    say(19);
    expect(cut).toEqual([]);
    say(3);
    expect(cut).toEqual(["flood"]);
    expect(talks.calls).toEqual(["ping", "terminate"]);
  },
);

test("a stop tells every socket that the service goes away", () => {
  const [first, other] = [opened("ann"), opened("bob")];
  sockets.closeAll();
  expect([first.calls, other.calls]).toEqual([["close 1001"], ["close 1001"]]);
});

test("a beat is heard by the page, too, which its browser tells nothing of pings", () => {
  const socket = opened("ann");
  sockets.beat();
  expect(socket.sent.map((text) => JSON.parse(text))).toEqual([{ type: "heartbeat", state: expect.any(String) }]);
});

describe("the state in a heartbeat", () => {
  const ann = { ownerId: "ann", operator: false };
  const operator = { ownerId: "olga", operator: true };
  const deadLetter = (): FreeholdEvent => ({
    ...anEvent("freehold.dead-letter.added.v1", {
      deadLetterId: "0192f0c0-0000-7000-8000-000000000001",
      consumer: "audit-consumer",
      code: "BROKEN",
    }),
    ownerid: "ann",
  });

  test("is another one after an update of the owner, and after a restart", () => {
    const before = sockets.heartbeatOf(ann);
    expect(sockets.heartbeatOf(ann)).toBe(before);
    sockets.send(changedOf("ann"));
    expect(sockets.heartbeatOf(ann)).not.toBe(before);
    expect(socketsOf().heartbeatOf(ann)).not.toBe(before);
  });

  test("tells nothing of other owners, and of dead letters operators alone", () => {
    const [before, ofOperator] = [sockets.heartbeatOf(ann), sockets.heartbeatOf(operator)];
    sockets.send(changedOf("bob"));
    expect(sockets.heartbeatOf(operator)).toBe(ofOperator);
    sockets.send(deadLetter());
    expect(sockets.heartbeatOf(ann)).toBe(before);
    expect(sockets.heartbeatOf(operator)).not.toBe(ofOperator);
  });

  test("is another one for everybody once there are too many owners to count", () => {
    const before = sockets.heartbeatOf(ann);
    for (let count = 0; count <= 10_000; count += 1) sockets.send(changedOf(`owner-${count}`));
    expect(sockets.heartbeatOf(ann)).not.toBe(before);
  });
});

test("operators hear of a new dead letter of any owner, and no one else does", () => {
  const [owner, operator, former] = [opened("ann"), opened("bob", true), opened("eve", true)];
  former.close(1000);
  const data = { deadLetterId: "0192f0c0-0000-7000-8000-000000000001", consumer: "audit-consumer", code: "BROKEN" };
  sockets.send({ ...anEvent("freehold.dead-letter.added.v1", data), ownerid: "ann" });
  expect(operator.sent.map((text) => JSON.parse(text))).toMatchObject([
    { type: "freehold.dead-letter.added.v1", data },
  ]);
  expect([owner.sent, former.sent]).toEqual([[], []]);
  sockets.send(changedOf("ann"));
  expect(operator.sent).toHaveLength(1);
});
