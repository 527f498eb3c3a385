import { words } from "../../messages/settings/words";
import { formatInstant } from "../../shared/format";
import type { PushBrowser } from "../types";

const said = words.push;

interface OtherBrowsersProps {
  browsers: readonly PushBrowser[];
  onRemove: (browser: PushBrowser) => void;
}

/** The browsers that show what is pushed, beside this one. */
export function OtherBrowsers({ browsers, onRemove }: OtherBrowsersProps) {
  if (browsers.length === 0) return null;
  return (
    <>
      <p className="hint" id="push-others">
        {said.others}
      </p>
      <ul className="rows" aria-labelledby="push-others">
        {browsers.map((browser) => (
          <li key={browser.id}>
            <div className="line">
              <div>
                <p className="name">{browser.name}</p>
                <p className="hint">{words.calendar.since(formatInstant(browser.createdAt))}</p>
              </div>
              <button type="button" aria-label={said.removeNamed(browser.name)} onClick={() => onRemove(browser)}>
                {said.remove}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
