import type { ReactNode } from "react";
import { t } from "../messages/language";
import { type Connection, connection } from "./connection";
import { isReachable } from "./request";
import { leave, signIn } from "./sign-in-state";
import { useStore } from "./store";
import { waiting } from "./waiting";

const looks = {
  connecting: "connecting",
  live: "live",
  reconnecting: "offline",
  stopped: "offline",
} as const satisfies Record<Connection, string>;

/** Whether updates arrive, and whether all that the user did has reached the platform. */
function useBadge(): string {
  const state = useStore(connection);
  const reachable = useStore(isReachable);
  const { count, refused, isSending } = useStore(waiting);
  if (isSending && count > 0 && reachable) return t.offline.sending(count);
  const line = state !== "live" && state !== "stopped" && !reachable ? t.offline.is : t.connection[state];
  return [line, count > 0 && t.offline.waiting(count), refused > 0 && t.offline.notSent(refused)]
    .filter(Boolean)
    .join(" · ");
}

/** The name of the page, whether updates arrive, and the way out. */
export function Header({ children }: { children: ReactNode }) {
  const state = useStore(connection);
  const badge = useBadge();
  const { isSignedIn } = useStore(signIn);
  return (
    <header className="top">
      <svg className="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0f766e" />
        <g fill="none" strokeLinecap="round" strokeLinejoin="round">
          <path d="M7 16.5 16 8l9 8.5M10 14.5V24h12v-9.5" stroke="#fff" strokeWidth="2.4" />
          <path d="m13 19 2.3 2.3 4-4.3" stroke="#99f6e4" strokeWidth="2.2" />
        </g>
      </svg>
      <h1>Freehold</h1>
      <a href="/api/docs">API</a>
      <p id="connection" className="connection" role="status" data-state={looks[state]}>
        {badge}
      </p>
      {children}
      <button id="sign-out" className="quiet" type="button" hidden={!isSignedIn} onClick={leave}>
        {t.signIn.signOut}
      </button>
    </header>
  );
}
