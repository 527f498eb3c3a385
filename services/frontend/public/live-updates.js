import { showConnection } from "./connection-status.js";
import { getToken } from "./session.js";

/** Milliseconds until the first reconnect; it doubles with each failure, up to the longest. */
const firstWait = 1_000;
const longestWait = 30_000;
/** Milliseconds after which a connection counts as good; one that is cut sooner is a failure as well. */
const stableAfter = 5_000;

/**
 * @typedef {object} Update a message of the websocket service
 * @property {string} id of the event, UUIDv7
 * @property {string} type
 * @property {string} time
 * @property {any} data
 */

/** The WebSocket that updates come from. It reconnects by itself until it is stopped. */
export class LiveUpdates {
  /** @type {WebSocket | undefined} */
  #socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #failures = 0;
  #on;

  /**
   * @param {object} on
   * @param {(update: Update) => void} on.update
   * @param {() => void} on.open updates before this moment may have been missed
   * @param {() => void} on.refused the connection could not be made; a browser is not told why
   */
  constructor(on) {
    this.#on = on;
    // A machine that wakes up, or has a network again, does not wait for its turn.
    addEventListener("online", () => this.#retryNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.#retryNow());
  }

  start() {
    this.stop();
    this.#connect();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#failures = 0;
    showConnection("offline", "Not connected");
  }

  #connect() {
    showConnection("connecting", "Connecting …");
    const token = getToken();
    // A browser can't set headers here: the token travels as a subprotocol, and the server chooses the other one.
    const socket = new WebSocket(address(), ["freehold", ...(token ? [`bearer.${token}`] : [])]);
    this.#socket = socket;
    let openedAt = 0;
    socket.addEventListener("open", () => {
      if (this.#socket !== socket) return;
      openedAt = Date.now();
      showConnection("live", "Live");
      this.#on.open();
    });
    socket.addEventListener("message", ({ data }) => {
      if (this.#socket === socket) this.#on.update(JSON.parse(data));
    });
    socket.addEventListener("close", () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      if (openedAt > 0 && Date.now() - openedAt > stableAfter) this.#failures = 0;
      this.#wait();
      if (openedAt === 0) this.#on.refused();
    });
  }

  #wait() {
    const longest = Math.min(longestWait, firstWait * 2 ** this.#failures);
    // Spread over time, so that all the pages of a server that restarts don't come at once.
    const wait = longest * (0.5 + Math.random() / 2);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#retryNow(), wait);
    showConnection("offline", `Offline, next try in ${Math.ceil(wait / 1_000)} s`);
  }

  #retryNow() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#connect();
  }
}

function address() {
  const url = new URL("/ws", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}
