import { connection } from "./connection";
import { getToken } from "./session";
import type { Update } from "./types";

/** Milliseconds until the first reconnect; it doubles with each failure, up to the longest. */
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** Milliseconds after which a connection counts as good; one that is cut sooner is a failure as well. */
const stableAfterMs = 5_000;
/** Milliseconds without a message after which a connection is dead: the server sends a heartbeat every 4.5 s. */
const silenceLimitMs = 9_500;

type Timer = ReturnType<typeof setTimeout> | undefined;

interface LiveEvents {
  /** @param isMissed whether it was sent before this connection was there */
  update(update: Update, isMissed: boolean): void;
  /**
   * Live once this is done.
   * @param isCurrent updates that were missed since the last connection follow; otherwise some may be lost
   */
  open(isCurrent: boolean): Promise<unknown>;
  lost(): void;
  /** The connection could not be made; a browser is not told why. */
  refused(): void;
}

/** The WebSocket that updates come from. It reconnects until it is stopped. */
export class LiveUpdates {
  #socket: WebSocket | undefined;
  /** Until the next try to connect. */
  #retryTimer: Timer;
  /** Until the connection counts as dead. */
  #silenceTimer: Timer;
  #heardAt = 0;
  #failures = 0;
  /** Which updates the last message led to: a new connection goes on from there. */
  #state: string | undefined;

  constructor(private readonly on: LiveEvents) {
    // A machine that wakes up, or has a network again, does not wait for its turn.
    addEventListener("online", () => this.#retryNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.#retryNow());
  }

  start(): void {
    this.stop();
    this.#connect();
  }

  stop(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.#drop();
    this.#failures = 0;
    this.#state = undefined;
    connection.set("stopped");
  }

  #connect(): void {
    if (this.#failures === 0) connection.set("connecting");
    const token = getToken();
    // A browser can't set headers here: the token travels as a subprotocol, and the server chooses the other one.
    const socket = new WebSocket(address(this.#state), ["freehold", ...(token ? [`bearer.${token}`] : [])]);
    this.#socket = socket;
    let openedAt = 0;
    let isGreeted = false;
    /** Until the second heartbeat of a connection that goes on where the last one ended. */
    let isCatchingUp = false;
    const greet = async (isCurrent: boolean) => {
      if (isGreeted) return;
      isGreeted = true;
      await this.on.open(isCurrent);
      if (this.#socket === socket) connection.set("live");
    };
    const lose = () => {
      if (this.#socket !== socket) return;
      this.#drop();
      if (openedAt > 0 && Date.now() - openedAt > stableAfterMs) this.#failures = 0;
      this.#wait();
      if (openedAt === 0) this.on.refused();
      else this.on.lost();
    };
    // A server that hangs accepts connections and says nothing: the handshake has as long as a heartbeat.
    this.#expectWithin(lose);
    socket.addEventListener("open", () => {
      if (this.#socket !== socket) return;
      openedAt = Date.now();
      this.#expectWithin(lose);
      // The first message says whether the server knows what was missed.
      if (this.#state === undefined) void greet(false);
    });
    socket.addEventListener("message", ({ data }) => {
      if (this.#socket !== socket) return;
      this.#expectWithin(lose);
      const message: Update = JSON.parse(data);
      const isHeartbeat = message.type === "heartbeat";
      const isCurrent = isHeartbeat && message.state !== undefined && message.state === this.#state;
      if (!isGreeted || isHeartbeat) isCatchingUp = !isGreeted && isCurrent;
      void greet(isCurrent);
      this.#state = message.state ?? this.#state;
      if (!isHeartbeat) this.on.update(message, isCatchingUp);
    });
    socket.addEventListener("close", lose);
  }

  /** Something was heard: the next has its time again. */
  #expectWithin(lose: () => void): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.#checkSilence(lose), silenceLimitMs);
  }

  /** What has arrived while this page was held up is handled first. */
  #checkSilence(lose: () => void): void {
    const heardAt = this.#heardAt;
    this.#silenceTimer = setTimeout(() => this.#heardAt === heardAt && lose(), 0);
  }

  /** Lets go of the connection; a dead one would take its time to close. */
  #drop(): void {
    clearTimeout(this.#silenceTimer);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #wait(): void {
    const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** this.#failures);
    // Spread over time, so that all the pages of a server that restarts don't come at once.
    const waitMs = longest * (0.5 + Math.random() / 2);
    this.#failures += 1;
    this.#retryTimer = setTimeout(() => this.#retryNow(), waitMs);
    connection.set("reconnecting");
  }

  #retryNow(): void {
    if (this.#retryTimer === undefined) return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.#connect();
  }
}

/** @param heard the state to go on from */
function address(heard: string | undefined): URL {
  const url = new URL("/ws", location.href);
  if (heard !== undefined) url.searchParams.set("again", heard);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}
