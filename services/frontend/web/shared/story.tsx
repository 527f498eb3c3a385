import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { t } from "../messages/language";
import { api } from "./api";
import { formatExact } from "./format";

/** An event's way from its request to each consumer. It is read each time it is opened: the event may go on. */
export function Story({ eventId }: { eventId: string }) {
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["story", eventId],
    queryFn: () => api.story(eventId),
    enabled: isOpen,
    staleTime: 0,
  });
  return (
    <details className="story" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.story.title}</summary>
      <ol>
        {data?.steps.map(({ at, where, what }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added, and nothing else tells two of them apart.
          <li key={index}>
            <strong>{where}</strong>{" "}
            <time className="hint" dateTime={at ?? undefined}>
              {at === null ? t.story.noTime : formatExact(at)}
            </time>{" "}
            <p>{what}</p>
          </li>
        ))}
      </ol>
      <p className="error" role="status" hidden={error === null}>
        {error?.message}
      </p>
    </details>
  );
}
