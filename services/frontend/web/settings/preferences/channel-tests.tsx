import { useState } from "react";
import { words } from "../../messages/settings/words";
import { messageOf } from "../../shared/problem";
import { useBusy } from "../../shared/use-busy";
import { settingsApi } from "../settings-api";
import type { OperatorsChannel } from "../types";

const said = words.preferences;
const channels: readonly OperatorsChannel[] = ["email", "webhook"];

/** Sends a message by a channel of the operator's, so that one sees whether it arrives. */
export function ChannelTests() {
  const [outcome, setOutcome] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, run] = useBusy();
  const test = (channel: OperatorsChannel) =>
    run(async () => {
      setOutcome("");
      setRefusal(undefined);
      await settingsApi.testChannel(channel).then(
        () => setOutcome(said.tested),
        (error: unknown) => setRefusal(messageOf(error)),
      );
    });
  return (
    <>
      <div className="tests" aria-busy={isBusy}>
        {channels.map((channel) => (
          <button key={channel} type="button" onClick={() => test(channel)}>
            {said.tests[channel]}
          </button>
        ))}
      </div>
      <p className="hint" role="status">
        {outcome}
      </p>
      <p className="error" role="alert" hidden={refusal === undefined}>
        {refusal}
      </p>
    </>
  );
}
