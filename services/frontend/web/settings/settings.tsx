import { useEffect, useState } from "react";
import { t } from "../messages/language";
import { useStore } from "../shared/store";
import { toast } from "../shared/toasts";
import { isSettingsOpen } from "./settings-state";

type Dialog = typeof import("./settings-dialog").SettingsDialog;

const close = () => isSettingsOpen.set(false);

/** The settings, whose script is loaded when they are opened first. */
export function Settings({ onImported }: { onImported: () => Promise<void> }) {
  const isOpen = useStore(isSettingsOpen);
  const [Dialog, setDialog] = useState<Dialog>();
  useEffect(() => {
    if (!isOpen || Dialog) return;
    import("./settings-dialog").then(
      ({ SettingsDialog }) => setDialog(() => SettingsDialog),
      () => {
        close();
        toast(t.settings.notLoaded);
      },
    );
  }, [isOpen, Dialog]);
  return isOpen && Dialog && <Dialog onClose={close} onImported={onImported} />;
}
