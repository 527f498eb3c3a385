import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { t } from "../messages/language";
import { words } from "../messages/settings/words";
import { Modal } from "../shared/modal";
import { leave } from "../shared/sign-in-state";
import { AccessSettings } from "./access/access-settings";
import { AccountSettings } from "./account/account-settings";
import { CalendarFeeds } from "./calendar/calendar-feeds";
import { DataSettings } from "./data/data-settings";
import { KeyboardSettings } from "./keyboard/keyboard-settings";
import { NotificationSettings } from "./preferences/notification-settings";
import { PushSettings } from "./push/push-settings";
import "../styles/settings/settings.css";

interface SettingsDialogProps {
  onClose: () => void;
  onImported: () => Promise<void>;
}

/** How the user is notified, what the page listens to, and what can be done with all that is theirs. */
export function SettingsDialog({ onClose, onImported }: SettingsDialogProps) {
  const [isDeleted, setDeleted] = useState(false);
  const { preferences, data, calendar, access, account } = words;
  // Of a deleted account, nothing must stay on the page.
  const close = () => (isDeleted ? void leave() : onClose());
  return (
    <Modal id="settings" onClose={close}>
      <div className="line">
        <h2 id="settings-title">{t.settings.title}</h2>
        <button className="quiet" type="button" onClick={close}>
          {words.close}
        </button>
      </div>
      <Tabs>
        <TabList className="tabs" aria-label={words.tabs}>
          {Object.entries({ preferences, data, calendar, access, account }).map(([id, { tab }]) => (
            <Tab key={id} id={id} isDisabled={isDeleted && id !== "account"}>
              {tab}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="preferences">
          <NotificationSettings />
          <PushSettings />
        </TabPanel>
        {/* An import goes on while another section is shown. */}
        <TabPanel id="data" shouldForceMount>
          <DataSettings onImported={onImported} />
        </TabPanel>
        <TabPanel id="calendar">
          <CalendarFeeds />
        </TabPanel>
        <TabPanel id="access">
          <AccessSettings />
        </TabPanel>
        <TabPanel id="account">
          {!isDeleted && <KeyboardSettings />}
          <AccountSettings onDeleted={() => setDeleted(true)} onLeave={leave} />
        </TabPanel>
      </Tabs>
    </Modal>
  );
}
