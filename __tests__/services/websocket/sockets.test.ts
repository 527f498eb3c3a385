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

function opened(ownerId: string, operator = false, heard?: string): FakeSocket {
  const socket = new FakeSocket();
  sockets.add({ ownerId, operator }, socket, heard);
  return socket;
}

const messagesTo = ({ sent }: FakeSocket) => sent.map((text) => JSON.parse(text));
/** What a page says when it connects again. */
const stateOf = (socket: FakeSocket): string => messagesTo(socket).at(-1).state;

test("an update goes to all sockets of its owner and to nobody else's", () => {
  const [first, second, other] = [opened("ann"), opened("ann"), opened("bob")];
  const event = changedOf("ann");
  sockets.send(event);
  expect(messagesTo(first)).toEqual([
    { id: event.id, type: event.type, time: event.time, data: event.data, state: expect.any(String) },
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
  expect(messagesTo(own).map(({ data }) => data)).toEqual([{ list }, { listId: list.id }]);
  expect(other.sent).toEqual([]);
});

test("a message carries nothing of the envelope that a page has no use for", () => {
  const socket = opened("ann");
  sockets.send(changedOf("ann"));
  expect(Object.keys(JSON.parse(socket.sent[0] ?? ""))).toEqual(["id", "type", "time", "data", "state"]);
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
  expect(messagesTo(socket)).toEqual([{ type: "heartbeat", state: expect.any(String) }]);
});

const deadLetter = (): FreeholdEvent => ({
  ...anEvent("freehold.dead-letter.added.v1", {
    deadLetterId: "0192f0c0-0000-7000-8000-000000000001",
    consumer: "audit-consumer",
    code: "BROKEN",
  }),
  ownerid: "ann",
});

describe("the state in a message", () => {
  /** As a page hears it that asks. */
  const stateNow = (ownerId: string, operator = false): string => {
    const socket = opened(ownerId, operator, "");
    socket.close(1000);
    return stateOf(socket);
  };

  test("is another one after an update of the owner, and after a restart", () => {
    const ann = opened("ann");
    const before = stateNow("ann");
    expect(stateNow("ann")).toBe(before);
    sockets.send(changedOf("ann"));
    expect(stateOf(ann)).not.toBe(before);
    expect(stateNow("ann")).toBe(stateOf(ann));
    sockets.beat();
    expect(stateOf(ann)).toBe(stateNow("ann"));
    sockets = socketsOf();
    expect(stateNow("ann")).not.toBe(before);
  });

  test("tells nothing of other owners, and of dead letters operators alone", () => {
    const now = () => [stateNow("ann"), stateNow("olga", true)];
    const [ofAnn, ofOperator] = now();
    sockets.send(changedOf("bob"));
    expect(now()).toEqual([ofAnn, ofOperator]);
    sockets.send(deadLetter());
    expect(now()).toEqual([ofAnn, expect.not.stringContaining(ofOperator ?? "")]);
  });

  test("is another one for everybody once there are too many owners to count, and updates go on", () => {
    const ann = opened("ann");
    const before = stateNow("ann");
    for (let count = 0; count <= 10_002; count += 1) opened(`owner-${count}`).close(1000);
    expect(stateNow("ann")).not.toBe(before);
    sockets.send(changedOf("ann"));
    expect(stateOf(ann)).toBe(stateNow("ann"));
  });
});

describe("a page that connects again", () => {
  /** Sends updates of an owner. */
  const sendMany = (count: number, ownerid = "ann", description: string | null = null): FreeholdEvent[] =>
    Array.from({ length: count }, () => {
      const task = aTask({ ownerId: ownerid, description });
      const event = { ...anEvent("freehold.task-update.changed.v1", { task }), ownerid };
      sockets.send(event);
      return event;
    });
  const idsTo = (socket: FakeSocket) =>
    messagesTo(socket).flatMap(({ type, id }) => (type === "heartbeat" ? [] : [id as string]));

  test("hears what it has missed, once and in order, after the state that it had", () => {
    const first = opened("ann");
    sendMany(1);
    const heard = stateOf(first);
    first.close(1006);
    const missed = [...sendMany(2), ...sendMany(1)];
    sendMany(1, "bob");
    const again = opened("ann", false, heard);
    expect(messagesTo(again)[0]).toEqual({ type: "heartbeat", state: heard });
    expect(idsTo(again)).toEqual(missed.map(({ id }) => id));
    const [next] = sendMany(1);
    expect(idsTo(again).at(-1)).toBe(next?.id);
  });

  test("and again after the first of what it has missed, hears the rest", () => {
    const first = opened("ann");
    sockets.beat();
    const heard = stateOf(first);
    const [, ...rest] = sendMany(3);
    const cutOff = opened("ann", false, heard);
    const afterOne = messagesTo(cutOff)[1].state;
    expect(stateOf(cutOff)).toBe(stateOf(first));
    expect(idsTo(opened("ann", false, afterOne))).toEqual(rest.map(({ id }) => id));
  });

  test("hears its own state and no update if it has missed none", () => {
    const first = opened("ann");
    sockets.beat();
    const heard = stateOf(first);
    sendMany(1, "bob");
    const beat = { type: "heartbeat", state: heard };
    expect(messagesTo(opened("ann", false, heard))).toEqual([beat, beat]);
  });

  test("of an operator hears new dead letters and its own updates in their order", () => {
    const first = opened("olga", true);
    sockets.beat();
    const heard = stateOf(first);
    const [one] = sendMany(1, "olga");
    const letter = deadLetter();
    sockets.send(letter);
    const [two] = sendMany(1, "olga");
    const again = opened("olga", true, heard);
    expect(idsTo(again)).toEqual([one?.id, letter.id, two?.id]);
    expect(stateOf(again)).toBe(stateOf(first));
    // Who is no operator any more reads the lists.
    expect(messagesTo(opened("olga", false, heard))).toEqual([
      { type: "heartbeat", state: expect.not.stringMatching(heard) },
    ]);
  });

  test.each<[what: string, count: number, description: string | null]>([
    ["more than 100 updates", 101, null],
    ["more than is told again", 30, "x".repeat(10_000)],
    ["more than is kept", 60, "x".repeat(10_000)],
    ["many bytes in few characters", 20, "字".repeat(5_000)],
  ])("hears another state if it has missed %s: it reads its lists", (_what, count, description) => {
    const first = opened("ann");
    sockets.beat();
    const heard = stateOf(first);
    sendMany(count, "ann", description);
    const again = opened("ann", false, heard);
    expect(messagesTo(again)).toEqual([{ type: "heartbeat", state: stateOf(first) }]);
  });

  test("hears the last 100 updates still", () => {
    const first = opened("ann");
    sockets.beat();
    const heard = stateOf(first);
    sendMany(100);
    expect(idsTo(opened("ann", false, heard))).toHaveLength(100);
  });

  test.each([
    ["of another process", () => "0192f0c0-0000-7000-8000-000000000001.0"],
    ["of the future", (now: string) => now.replace(/\d+$/, "7")],
    ["without a number", (now: string) => now.replace(/\d+$/, "x")],
    ["of no whole number", (now: string) => now.replace(/\d+$/, "0.5")],
    ["that is no number", (now: string) => now.replace(/\d+$/, "NaN")],
    ["without end", (now: string) => now.replace(/\d+$/, "Infinity")],
    ["below zero", (now: string) => now.replace(/\d+$/, "-1")],
    ["of an operator", (now: string) => `${now} ${now}`],
    ["that is empty", () => ""],
  ])("hears how things are if it says a state %s", (_what, said) => {
    const first = opened("ann");
    sendMany(1);
    const now = stateOf(first);
    expect(messagesTo(opened("ann", false, said(now)))).toEqual([{ type: "heartbeat", state: now }]);
  });

  test("hears how things are if it says the state of another owner, who has used the page before", () => {
    const bob = opened("bob");
    sockets.beat();
    sendMany(1);
    opened("ann");
    const now = { type: "heartbeat", state: expect.not.stringMatching(stateOf(bob)) };
    expect(messagesTo(opened("ann", false, stateOf(bob)))).toEqual([now]);
  });

  test("beyond what its owner may have open is sent away and told nothing", () => {
    const first = opened("ann");
    for (let count = 1; count < 20; count += 1) opened("ann");
    sendMany(1);
    const heard = stateOf(first);
    sendMany(1);
    expect(opened("ann", false, heard).sent).toEqual([]);
  });
});

test("operators hear of a new dead letter of any owner, and no one else does", () => {
  const [owner, operator, former] = [opened("ann"), opened("bob", true), opened("eve", true)];
  former.close(1000);
  const { type, data } = deadLetter();
  sockets.send(deadLetter());
  expect(messagesTo(operator)).toMatchObject([{ type, data }]);
  expect([owner.sent, former.sent]).toEqual([[], []]);
  sockets.send(changedOf("ann"));
  expect(operator.sent).toHaveLength(1);
});
