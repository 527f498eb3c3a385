import type { Socket } from "node:net";

/**
 * Ends a connection by a reset where that is possible, and otherwise at once in the usual way: one that is not yet open or
 * still has something to send, and one that is just being ended. Node refuses to reset that last one, and would then never
 * let go of it, nor would its process end.
 */
export function resetConnection(socket: Socket): void {
  if (socket.connecting || !socket.writable || socket.writableLength > 0) socket.destroy();
  else socket.resetAndDestroy();
}
