import { t } from "../messages/language";
import { colours } from "./list-colours";

const isNamed = (colour: string): colour is keyof typeof colours => Object.hasOwn(colours, colour);

/** A choice of a colour: one of ours, none, or the one that the list has from elsewhere. */
export function ColourChoice({ chosen }: { chosen: string | null }) {
  const all = [...new Set(["", ...Object.keys(colours), chosen ?? ""])];
  return (
    <fieldset className="colours">
      <legend>{t.lists.colour}</legend>
      {all.map((colour) => (
        <label key={colour} title={isNamed(colour) ? t.lists.colours[colours[colour]] : colour || t.lists.colours.none}>
          <input type="radio" name="colour" value={colour} defaultChecked={colour === (chosen ?? "")} />
          <span className="swatch" style={colour ? { background: colour } : undefined} aria-hidden="true" />
          <span className="visually-hidden">
            {isNamed(colour) ? t.lists.colours[colours[colour]] : colour || t.lists.colours.none}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
