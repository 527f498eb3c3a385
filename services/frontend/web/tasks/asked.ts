import { Store } from "../shared/store";
import type { ChipField } from "../shared/task-chips";
import type { Task } from "../shared/types";

/** What the user is asked in a dialog: what to change of a task, with the focus on a field, or whether to delete it. */
export type Asked = { task: Task } & ({ act: "edit"; field?: ChipField } | { act: "delete"; confirm: () => void });

export const asked = new Store<Asked | undefined>(undefined);
