import { type FormEvent, useEffect, useRef } from "react";
import { t } from "../messages/language";
import { nowOrLater } from "../offline/later";
import type { Wish } from "../offline/queued-act";
import { currentPlace } from "../places/current-place";
import { api } from "../shared/api";
import { Field, FormError } from "../shared/field";
import { useFormErrors } from "../shared/form-errors";
import { timeZone } from "../shared/format";
import { newKey } from "../shared/idempotency-key";
import { useStore } from "../shared/store";
import { useBusy } from "../shared/use-busy";
import { taskList } from "../tasks/task-list-state";
import { addedByUser } from "../tasks/undo";
import { fillIn } from "./fill-in";
import { NewTaskFields } from "./new-task-fields";
import { toNewTask } from "./to-new-task";
import type { DescribedTask } from "./use-preview";

/** A task field by field; one that was described in words fills the fields in. */
export function NewTaskForm({ described }: { described: DescribedTask | undefined }) {
  const { form, errors, clear, check, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const title = useRef<HTMLInputElement>(null);
  // The key stands for what is in the form: sending the same again, after a failure, adds one task only.
  const key = useRef(newKey());
  useEffect(() => {
    if (described && form.current) fillIn(form.current, described);
  }, [described, form]);
  const place = useStore(currentPlace);
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another place, the form stands for a task in another list.
  useEffect(() => {
    key.current = newKey();
  }, [place]);
  const change = () => {
    key.current = newKey();
    clear();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (isBusy || !check()) return;
    run(async () => {
      try {
        const body = toNewTask(data);
        const wish: Wish = { act: { kind: "add", body }, task: body, said: t.quickAdd.added(body.title) };
        const done = await nowOrLater({ ...wish, key: key.current }, (each) => api.addTask(body, each));
        if (done) {
          taskList.apply(done.answer);
          addedByUser(done.answer);
        }
        form.current?.reset();
        key.current = newKey();
        title.current?.focus();
      } catch (error) {
        refuse(error);
      }
    });
  };
  return (
    <form ref={form} id="new-task" noValidate onSubmit={submit} onInput={change}>
      <Field name="title" id="title" label={t.form.title} className="line field" hidesLabel errors={errors}>
        {(control) => (
          <>
            <input
              {...control}
              ref={title}
              name="title"
              className="large"
              type="text"
              maxLength={200}
              required
              autoComplete="off"
              placeholder={t.form.placeholder}
            />
            <button className="primary" type="submit" aria-busy={isBusy}>
              {t.form.submit}
            </button>
          </>
        )}
      </Field>
      <NewTaskFields errors={errors} described={described} />
      <p className="hint">{t.form.zone(timeZone)}</p>
      <FormError errors={errors} />
    </form>
  );
}
