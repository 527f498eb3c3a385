import { words } from "../../messages/settings/words";
import { OutcomeWords } from "../outcome-words";
import { settingsApi } from "../settings-api";
import type { OperatorsChannel } from "../types";
import { useAttempt } from "../use-attempt";

const said = words.preferences;
const channels: readonly OperatorsChannel[] = ["email", "webhook"];

/** Sends a message by a channel of the operator's, so that one sees whether it arrives. */
export function ChannelTests() {
  const { isBusy, attempt, outcome } = useAttempt();
  const test = (channel: OperatorsChannel) =>
    attempt(async () => {
      await settingsApi.testChannel(channel);
      return said.tested;
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
      <OutcomeWords outcome={outcome} />
    </>
  );
}
