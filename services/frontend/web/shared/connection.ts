import { Store } from "./store";

/** Whether updates arrive on their own. */
export type Connection = "connecting" | "live" | "reconnecting" | "stopped";

export const connection = new Store<Connection>("connecting");
