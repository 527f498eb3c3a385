import { t } from "../messages/language";
import { signIn } from "../shared/sign-in-state";
import { useStore } from "../shared/store";
import { openSettings } from "./settings-state";

/** The button that opens the settings: in words, or as a gear where there is little room. */
export function OpenSettings() {
  const { isAsked } = useStore(signIn);
  return (
    <button
      id="open-settings"
      className="quiet"
      type="button"
      hidden={isAsked}
      aria-haspopup="dialog"
      onClick={openSettings}
    >
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeWidth="1.6">
          <circle cx="10" cy="10" r="2.6" />
          <circle cx="10" cy="10" r="5.8" />
          <path
            d="M10 1.6v2.6M10 15.8v2.6M1.6 10h2.6M15.8 10h2.6M4.1 4.1l1.8 1.8M14.1 14.1l1.8 1.8M4.1 15.9l1.8-1.8M14.1 5.9l1.8-1.8"
            strokeLinecap="round"
          />
        </g>
      </svg>
      <span>{t.settings.title}</span>
    </button>
  );
}
