import { useState } from "react";
import { words } from "../../messages/settings/words";
import { LineForm } from "../line-form";
import { NotLoaded } from "../not-loaded";
import { settingsApi } from "../settings-api";
import type { Addresses } from "../types";
import { useLoaded } from "../use-loaded";
import { ChannelTests } from "./channel-tests";
import { OwnAddress } from "./own-address";

const said = words.preferences.addresses;
/** RFC 5321, section 4.5.3.1.3. */
const longestEmail = 254;
const longestUrl = 1_000;

/** Where e-mails and webhooks go, and whether they arrive there. */
export function OwnAddresses() {
  const { value, failure, load } = useLoaded(settingsApi.addresses);
  return (
    <section className="section" aria-labelledby="addresses-title">
      <h3 id="addresses-title" tabIndex={-1}>
        {said.title}
      </h3>
      <p className="hint">{said.hint}</p>
      {value ? <AddressForms addresses={value} /> : <NotLoaded failure={failure} onRetry={load} />}
      <ChannelTests />
    </section>
  );
}

/** The user's own addresses, instead of where the operator says. */
function AddressForms({ addresses: loaded }: { addresses: Addresses }) {
  const [addresses, setAddresses] = useState(loaded);
  const [news, setNews] = useState("");
  const show = (changed: Addresses, words: string) => {
    setAddresses(changed);
    setNews(words);
  };
  const { email, emailToConfirm, webhookHost } = addresses;
  return (
    <>
      <div className="rows">
        <div>
          <OwnAddress
            address={email}
            onRemove={async (address) => {
              await settingsApi.removeAddress("email");
              show({ ...addresses, email: null, emailToConfirm: null }, said.removed(address));
            }}
          />
          <LineForm
            name="address"
            id="own-email"
            label={said.email}
            type="email"
            maxLength={longestEmail}
            autoComplete="email"
            placeholder={said.emailPlaceholder}
            submitLabel={said.sendCode}
            onGiven={async (address) => show(await settingsApi.askForEmail(address), said.codeSent(address))}
          />
          {emailToConfirm !== null && (
            <LineForm
              name="code"
              id="own-email-code"
              label={said.code(emailToConfirm)}
              inputMode="numeric"
              autoComplete="one-time-code"
              submitLabel={said.confirm}
              onGiven={async (code) => show(await settingsApi.confirmEmail(code), said.goesTo(emailToConfirm))}
            />
          )}
        </div>
        <div>
          <OwnAddress
            address={webhookHost}
            onRemove={async (address) => {
              await settingsApi.removeAddress("webhook");
              show({ ...addresses, webhookHost: null }, said.removed(address));
            }}
          />
          <LineForm
            name="url"
            id="own-webhook"
            label={said.webhook}
            type="url"
            maxLength={longestUrl}
            placeholder={said.webhookPlaceholder}
            submitLabel={said.save}
            onGiven={async (url) => {
              const changed = await settingsApi.setWebhook(url);
              show(changed, said.goesTo(changed.webhookHost ?? url));
            }}
          />
        </div>
      </div>
      <p className="hint" role="status">
        {news}
      </p>
    </>
  );
}
