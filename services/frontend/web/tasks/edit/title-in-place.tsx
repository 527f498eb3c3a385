import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { t } from "../../messages/language";
import { ErrorWords } from "../../shared/error-words";
import { messageOf } from "../../shared/problem";
import { Store, useStore } from "../../shared/store";
import type { Task } from "../../shared/types";
import { useBusy } from "../../shared/use-busy";
import { focusLater } from "../focus";
import { useTaskEdit } from "./use-task-edit";

/** The id of the task whose title is being changed in its place. */
const changing = new Store<string | undefined>(undefined);

/** Handles F2 on a task. Returns whether it was that. */
export function changeTitleByKey({ key, target }: { key: string; target: EventTarget | null }): boolean {
  const title =
    target instanceof Element && target.closest("[data-task]")?.querySelector<HTMLElement>("[data-in-place]");
  if (key !== "F2" || !title) return false;
  changing.set(title.dataset.inPlace);
  return true;
}

/** The title of a task. A double-click or F2 makes it a field, which Enter saves and Escape leaves. */
export function TitleInPlace({ task, isFixed }: { task: Task; isFixed: boolean }) {
  const { id, title } = task;
  const isChanging = useStore(changing) === id;
  if (isFixed) return <p className="title">{title}</p>;
  if (isChanging) return <TitleField task={task} />;
  return (
    <p className="title" data-in-place={id} onDoubleClick={() => changing.set(id)}>
      {title}
    </p>
  );
}

function TitleField({ task: given }: { task: Task }) {
  // As it was at first: what somebody else makes of it meanwhile is a conflict.
  const [task] = useState(given);
  const { conflicts, save } = useTaskEdit(task, true);
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, run] = useBusy();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const [conflict] = conflicts;
  const words = conflict ? t.edit.titleConflict(conflict.theirs) : refusal;
  const leave = () => {
    changing.set(undefined);
    focusLater(task.id);
  };
  const submit = () =>
    run(async () => {
      const title = field.current?.value.trim() ?? "";
      if (title === task.title && !conflict) return leave();
      if (title === "") return setRefusal(t.problem.noTitle);
      try {
        if (await save({ title }, new FormData())) leave();
      } catch (error) {
        setRefusal(messageOf(error));
      }
    });
  const press = (event: KeyboardEvent) => {
    // The keys of the list are not for who writes.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") submit();
    if (event.key === "Escape") leave();
  };
  return (
    <>
      <input
        ref={field}
        className="title-field"
        type="text"
        maxLength={200}
        autoComplete="off"
        aria-label={t.edit.titleOf(task.title)}
        aria-invalid={words !== undefined}
        aria-busy={isBusy}
        // biome-ignore lint/a11y/noAutofocus: who asked for the field writes into it.
        autoFocus
        defaultValue={task.title}
        onKeyDown={press}
        onBlur={() => changing.get() === task.id && submit()}
      />
      {words !== undefined && <ErrorWords>{words}</ErrorWords>}
    </>
  );
}
