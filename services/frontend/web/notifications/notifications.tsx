import { t } from "../messages/language";
import { useStore } from "../shared/store";
import { clearNotifications, notifications } from "./notification-list";

/** Reminders and next occurrences, newest first. */
export function Notifications() {
  const list = useStore(notifications);
  return (
    <section className="card" aria-labelledby="notifications-title">
      <div className="line">
        <h2 id="notifications-title">{t.notifications.title}</h2>
        <button
          id="clear-notifications"
          className="quiet"
          type="button"
          hidden={list.length === 0}
          onClick={clearNotifications}
        >
          {t.notifications.clear}
        </button>
      </div>
      <ul id="notifications" className="notifications">
        {list.map(({ id, taskId, kind, what, title, detail }) => (
          <li key={id} className="notification" data-kind={kind} data-task-id={taskId}>
            <p className="what">{what}</p>
            <p className="title">{title}</p>
            <p className="hint">{detail}</p>
          </li>
        ))}
      </ul>
      <p id="no-notifications" className="hint" hidden={list.length > 0}>
        {t.notifications.none}
      </p>
    </section>
  );
}
