import { rmSync } from "node:fs";
import { cached } from "../components/component";
import { removeCgroups } from "./machine/cgroups";
import { removeHostLink } from "./machine/outside";
import { rehearsalName } from "./rehearsal-name";

/** Folder of the running rehearsal. There is one at a time of each name. */
export const rehearsalFolder = cached(rehearsalName);

/** Ends everything of every rehearsal of this name, however it ended: processes, links, control groups, disks. */
export async function clearRehearsal(): Promise<void> {
  await removeCgroups();
  removeHostLink();
  rmSync(rehearsalFolder, { recursive: true, force: true });
}
