import { words } from "../../messages/settings/words";
import { browserName } from "../../shared/browser-name";
import { formatInstant } from "../../shared/format";
import { RevocableItem } from "../revocable-item";
import { settingsApi } from "../settings-api";
import { AccessSection } from "./access-section";
import { useRevocable } from "./use-revocable";

const said = words.access.sessions;

/** The browsers that the user is signed in with. This one's session is ended by signing out. */
export function Sessions() {
  const { items, failure, load, outcome, revoke } = useRevocable(settingsApi.sessions, "sessions-title");
  const rows = items?.map((session) => {
    const { id, browser, createdAt, expiresAt, current } = session;
    const name = browserName(browser);
    const hint = said.since(formatInstant(createdAt), formatInstant(expiresAt));
    if (current)
      return (
        <li key={id}>
          <p className="name">{said.current(name)}</p>
          <p className="hint">{hint}</p>
        </li>
      );
    return (
      <RevocableItem
        key={id}
        item={{ id, name }}
        hint={hint}
        said={{ ...said, keep: words.access.keep }}
        onRevoke={() => revoke(session, settingsApi.endSession, said.revoked(name))}
      />
    );
  });
  return (
    <AccessSection
      id="sessions"
      title={said.title}
      hint={said.hint}
      outcome={outcome}
      rows={rows}
      failure={failure}
      onRetry={load}
    />
  );
}
