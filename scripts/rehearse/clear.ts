import { rmSync } from "node:fs";
import { cached } from "../components/component";
import { removeCgroups } from "./machine/cgroups";
import { removeHostLink } from "./machine/outside";

/** Folder of the running rehearsal. There is one at a time on a computer. */
export const rehearsalFolder = cached("rehearsal");

/** Ends everything of every rehearsal, however it ended: processes, links, control groups, disks. */
export async function clearRehearsal(): Promise<void> {
  await removeCgroups();
  removeHostLink();
  rmSync(rehearsalFolder, { recursive: true, force: true });
}
