import { useEffect, useRef } from "react";
import { askedList } from "../lists/asked-list";
import { language, t } from "../messages/language";
import { announce } from "../shared/announcer";
import { useStore } from "../shared/store";
import { currentPlace } from "./current-place";
import { navigation } from "./navigation";
import { inbox, isSame, type Place, views } from "./place";
import { Count, PlaceLink } from "./place-link";
import { nameOf, PlaceSign } from "./place-name";
import { useUnfolded } from "./use-unfolded";

const general: Place[] = [{}, ...views.map((view) => ({ view }))];

/** Tags that are listed: those of the most open tasks, by name, so that they stay where they are as counts change. */
const mostTags = 12;
const { compare: compareNames } = new Intl.Collator(language);

/** Where the user can go: views, lists, and tags. On a narrow screen they unfold below a button that says where the user is. */
export function Places() {
  const nav = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { isOpen, toggle, close } = useUnfolded(nav, button);
  const place = useStore(currentPlace);
  const { lists = [], counts } = useStore(navigation) ?? {};
  const tags = counts?.tags.slice(0, mostTags).map(({ tag }) => tag) ?? [];
  const name = nameOf(place, lists);
  const isAll = isSame(place, {});
  useEffect(() => {
    document.title = isAll ? "Freehold" : `${name} – Freehold`;
  }, [name, isAll]);
  useEffect(() => currentPlace.subscribe(() => announce(nameOf(currentPlace.get(), navigation.get()?.lists))), []);
  const add = () => askedList.set({ act: "add" });
  return (
    <nav ref={nav} className="places" aria-label={t.places.title}>
      <button
        ref={button}
        className="here"
        type="button"
        aria-expanded={isOpen}
        aria-controls="places"
        onClick={toggle}
      >
        <PlaceSign place={place} lists={lists} />
        <span className="name">{name}</span> <Count place={place} />
      </button>
      <div id="places" className="ways" data-open={isOpen}>
        <ul>
          {general.map((each) => (
            <li key={each.view ?? "all"}>
              <PlaceLink place={each} onGo={close} />
            </li>
          ))}
        </ul>
        <div className="line">
          <h2>{t.places.lists}</h2>
          <button className="quiet tool" type="button" aria-haspopup="dialog" aria-label={t.lists.add} onClick={add}>
            +
          </button>
        </div>
        <ul id="lists">
          <li>
            <PlaceLink place={inbox} onGo={close} />
          </li>
          {lists.map((list) => (
            <li key={list.id}>
              <PlaceLink place={{ list: list.id }} onGo={close} />
              <button
                className="quiet tool"
                type="button"
                aria-haspopup="dialog"
                aria-label={t.lists.editNamed(list.name)}
                onClick={() => askedList.set({ act: "edit", list })}
              >
                ⋯
              </button>
            </li>
          ))}
        </ul>
        {tags.length > 0 && (
          <>
            <h2 className="line">{t.places.tags}</h2>
            <ul id="tags-used">
              {tags.toSorted(compareNames).map((tag) => (
                <li key={tag}>
                  <PlaceLink place={{ tag }} onGo={close} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </nav>
  );
}
