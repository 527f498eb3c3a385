import { focusPlaces } from "../places/current-place";
import { useStore } from "../shared/store";
import { usePart } from "../shared/use-part";
import { askedList } from "./asked-list";
import { ConfirmDeleteList } from "./confirm-delete-list";

function close(): void {
  askedList.set(undefined);
  // What had the focus before may be gone, as the list that was deleted.
  setTimeout(() => document.activeElement === document.body && focusPlaces(), 0);
}

const loadForm = () => import("./list-form").then(({ ListForm }) => ListForm);

/** The dialog about a list. */
export function ListDialog() {
  const question = useStore(askedList);
  const Form = usePart(question?.act === "add" || question?.act === "edit", loadForm, close);
  if (question === undefined) return null;
  if (question.act === "add") return Form && <Form onClose={close} />;
  if (question.act === "edit") return Form && <Form list={question.list} onClose={close} />;
  return <ConfirmDeleteList list={question.list} onClose={close} />;
}
