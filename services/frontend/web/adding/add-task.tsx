import { Button, Disclosure, DisclosurePanel } from "react-aria-components/Disclosure";
import { t } from "../messages/language";
import { NewTaskForm } from "./new-task-form";
import { QuickAdd } from "./quick-add";

/** Adds a task in words, or field by field. */
export const AddTask = () => (
  <section className="card" aria-labelledby="quick-add-title">
    <h2 id="quick-add-title" className="visually-hidden">
      {t.quickAdd.title}
    </h2>
    <QuickAdd />
    <Disclosure className="more-fields">
      <Button slot="trigger" className="quiet">
        {t.form.more}
      </Button>
      <DisclosurePanel>
        <NewTaskForm />
      </DisclosurePanel>
    </Disclosure>
  </section>
);
