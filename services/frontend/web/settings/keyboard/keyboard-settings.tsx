import { words } from "../../messages/settings/words";
import { setSingleKeys, singleKeys } from "../../shared/single-keys";
import { useStore } from "../../shared/store";
import { Switch } from "../preferences/switch";

const said = words.keyboard;

/** Which keys the page listens to, in this browser. */
export const KeyboardSettings = () => (
  <section className="section" aria-labelledby="keyboard-title">
    <h3 id="keyboard-title">{said.title}</h3>
    <div className="rows">
      <Switch
        id="single-keys"
        label={said.single}
        hint={said.singleHint}
        isOn={useStore(singleKeys)}
        onChange={setSingleKeys}
      />
    </div>
  </section>
);
