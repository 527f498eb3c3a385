import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { t } from "../../messages/language";
import { api } from "../api";
import { DeadLetterGroupItem } from "./dead-letter-group-item";

/** Dead letters counted by kind, for an operator to act on all of a kind. */
export function DeadLetterGroups() {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const { data, error, refetch } = useQuery({
    queryKey: ["dead-letter-groups", text],
    queryFn: () => api.deadLetterGroups(text),
    enabled: isOpen,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const words = t.deadLetters;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get("text"));
    if (wanted === text) refetch();
    setText(wanted);
  };
  return (
    <details id="dead-letter-groups" className="groups" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.groups}</summary>
      <form className="line" onSubmit={submit}>
        <input
          name="text"
          type="search"
          maxLength={200}
          autoComplete="off"
          placeholder={words.partPlaceholder}
          aria-label={words.part}
        />
        <button className="quiet" type="submit">
          {words.filter}
        </button>
      </form>
      <p className="error" role="alert" hidden={error === null}>
        {error?.message}
      </p>
      <ul className="dead-letters">
        {data?.groups.map((group) => (
          <DeadLetterGroupItem key={`${group.consumer} ${group.type} ${group.code} ${group.error}`} group={group} />
        ))}
      </ul>
      <p className="hint" hidden={data?.groups.length !== 0}>
        {words.noGroups}
      </p>
      <p className="hint" hidden={data?.complete !== false}>
        {words.moreGroups}
      </p>
    </details>
  );
}
