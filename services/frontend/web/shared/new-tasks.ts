import { Store } from "./store";

/** How many tasks the platform has told this page of that are new to everybody, for those who wait until many are added. */
export const newTasks = new Store(0);
