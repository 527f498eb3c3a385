import { Passkeys } from "./passkeys";
import { PersonalTokens } from "./personal-tokens";
import { Sessions } from "./sessions";

/** What signs the user in: passkeys, sessions, and tokens for programs. */
export const AccessSettings = () => (
  <>
    <Passkeys />
    <Sessions />
    <PersonalTokens />
  </>
);
