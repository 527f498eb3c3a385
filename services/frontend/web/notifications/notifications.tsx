import { useEffect } from "react";
import { t } from "../messages/language";
import { useStore } from "../shared/store";
import { useBusy } from "../shared/use-busy";
import { markAllRead } from "./mark-all-read";
import { clearNotifications, notifications, unreadBeyond } from "./notification-list";
import { Snooze } from "./snooze";
import { unreadIn } from "./unread";

/** Unread notifications that the API counts; there may be more. */
const mostCounted = 1_000;

/** Reminders and next occurrences, newest first. The title of the page says how many are unread. */
export function Notifications() {
  const list = useStore(notifications);
  const unread = unreadIn(list) + useStore(unreadBeyond);
  const [isBusy, run] = useBusy();
  const count = unread < mostCounted ? String(unread) : `${mostCounted}+`;
  useEffect(() => {
    document.title = unread > 0 ? `(${count}) Freehold` : "Freehold";
  }, [unread, count]);
  // The button that was pressed is gone, and the focus with it.
  const focusTitle = () => document.querySelector<HTMLElement>("#notifications-title")?.focus();
  const readAll = () => run(() => markAllRead().then(focusTitle));
  const clear = () => {
    clearNotifications();
    focusTitle();
  };
  return (
    <section className="card" aria-labelledby="notifications-title">
      <div className="line">
        <h2 id="notifications-title" tabIndex={-1}>
          {t.notifications.title}{" "}
          {unread > 0 && (
            <span className="unread-count">
              {count}
              <span className="visually-hidden"> {t.notifications.unread}</span>
            </span>
          )}
        </h2>
        <button
          id="read-all"
          className="quiet"
          type="button"
          hidden={unread === 0}
          aria-busy={isBusy}
          onClick={readAll}
        >
          {t.notifications.readAll}
        </button>
        <button
          id="clear-notifications"
          className="quiet"
          type="button"
          hidden={list.length === 0 || unread > 0}
          onClick={clear}
        >
          {t.notifications.clear}
        </button>
      </div>
      <ul id="notifications" className="notifications">
        {list.map(({ id, taskId, kind, what, title, detail, isUnread }) => (
          <li key={id} className="notification" data-kind={kind} data-task-id={taskId} data-unread={isUnread}>
            <p className="what">
              {what}
              {isUnread && <span className="visually-hidden"> ({t.notifications.unread})</span>}
            </p>
            <p className="title">{title}</p>
            <p className="hint">{detail}</p>
            {kind === "reminder" && <Snooze id={id} title={title} />}
          </li>
        ))}
      </ul>
      <p id="no-notifications" className="hint" hidden={list.length > 0}>
        {t.notifications.none}
      </p>
    </section>
  );
}
