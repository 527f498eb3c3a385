import { useState } from "react";
import { t } from "../messages/language";
import { currentPlace } from "../places/current-place";
import { navigation } from "../places/navigation";
import { useStore } from "../shared/store";
import { NewTaskForm } from "./new-task-form";
import { QuickAdd } from "./quick-add";
import { type DescribedTask, describedBy } from "./use-preview";

/** Adds a task in words, or field by field. What was typed in words is carried over into the fields. */
export function AddTask() {
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const place = useStore(currentPlace);
  const list = useStore(navigation)?.lists.find(({ id }) => id === place.list);
  const [described, setDescribed] = useState<DescribedTask>();
  const toggle = () => {
    setOpen(!isOpen);
    if (isOpen || text.trim() === "") return;
    setDescribed(describedBy(text));
    setText("");
  };
  return (
    <section className="card" aria-labelledby="quick-add-title">
      <h2 id="quick-add-title" className="visually-hidden">
        {t.quickAdd.title}
      </h2>
      <div hidden={isOpen}>
        <QuickAdd text={text} onChange={setText} />
      </div>
      <div className="more-fields">
        <button
          type="button"
          className="quiet unfolds"
          aria-expanded={isOpen}
          aria-controls="more-fields"
          onClick={toggle}
        >
          {t.form.more}
        </button>
        {list && !isOpen && (
          <p id="quick-add-list" className="hint">
            {t.lists.goesTo(list.name)}
          </p>
        )}
        <div id="more-fields" hidden={!isOpen}>
          <NewTaskForm described={described} />
        </div>
      </div>
    </section>
  );
}
