import { Store } from "../shared/store";
import type { Task } from "../shared/types";

/** What the user is asked in a dialog: what to change of a task, or whether to delete it. */
export type Asked = { task: Task } & ({ act: "edit" } | { act: "delete"; confirm: () => void });

export const asked = new Store<Asked | undefined>(undefined);
