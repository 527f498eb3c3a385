import { environment } from "../definition";

const { tasks, changesPerDay, historyMbPerDay } = environment.quotas;

/** No quotas, for the database of `npm start`: it has one owner, and its limit is the disk. */
export const unlimitedOwnDisk: Record<string, string> = {
  [tasks]: "none",
  [changesPerDay]: "none",
  [historyMbPerDay]: "none",
};
