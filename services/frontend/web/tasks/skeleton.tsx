import { useEffect, useState } from "react";
import { t } from "../messages/language";

/** Milliseconds after which an answer is late: a database that is awake needs a tenth of them. */
const lateAfterMs = 1_000;

/** Where the tasks will be. When they are late, it says why: the database of a platform that was idle sleeps. */
export function Skeleton() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <li className="skeleton">
        <span className={isLate ? "hint" : "visually-hidden"} role="status">
          {isLate ? t.tasks.waking : t.tasks.loading}
        </span>
      </li>
      <li className="skeleton" aria-hidden="true" />
      <li className="skeleton" aria-hidden="true" />
    </>
  );
}
