import { useState } from "react";
import { words } from "../../messages/settings/words";
import { formatInstant } from "../../shared/format";
import { LineForm } from "../line-form";
import { NotLoaded } from "../not-loaded";
import { RevocableItem } from "../revocable-item";
import { settingsApi } from "../settings-api";
import { ShownOnce } from "../shown-once";
import type { Feed } from "../types";
import { useLoaded } from "../use-loaded";

const said = words.calendar;
const readFeeds = async (): Promise<Feed[]> => (await settingsApi.feeds()).items;

/** The addresses that calendar programs read: the user makes and revokes them. */
export function CalendarFeeds() {
  const { value: feeds, setValue: setFeeds, failure, load } = useLoaded(readFeeds);
  const [made, setMade] = useState<Feed & { url: string }>();
  const [outcome, setOutcome] = useState("");
  const add = async (name: string) => {
    const feed = await settingsApi.addFeed(name);
    setFeeds([feed, ...(feeds ?? [])]);
    setMade(feed);
    setOutcome("");
  };
  const revoke = async ({ id, name }: Feed) => {
    await settingsApi.revokeFeed(id);
    setFeeds((feeds ?? []).filter((each) => each.id !== id));
    if (made?.id === id) setMade(undefined);
    setOutcome(said.revoked(name));
    // The button that had the focus is gone.
    document.querySelector<HTMLElement>("#feeds-title")?.focus();
  };
  if (!feeds) return <NotLoaded failure={failure} onRetry={load} />;
  return (
    <section className="section" aria-labelledby="feeds-title">
      <h3 id="feeds-title" tabIndex={-1}>
        {said.title}
      </h3>
      <p className="hint">{said.hint}</p>
      <LineForm
        name="name"
        id="feed-name"
        label={said.name}
        maxLength={100}
        placeholder={said.namePlaceholder}
        submitLabel={said.submit}
        onGiven={add}
      />
      {made && (
        <ShownOnce key={made.id} id="feed-address" label={said.address(made.name)} value={made.url} hint={said.once} />
      )}
      <p className="hint" role="status">
        {outcome}
      </p>
      <ul id="feeds" className="rows">
        {feeds.map((feed) => (
          <RevocableItem
            key={feed.id}
            item={feed}
            hint={said.since(formatInstant(feed.createdAt))}
            said={said}
            onRevoke={() => revoke(feed)}
          />
        ))}
      </ul>
      {feeds.length === 0 && <p className="hint">{said.none}</p>}
    </section>
  );
}
