import { Client } from "../../scripts/rehearse/load/client";
import { type Rehearsal, startRehearsal } from "../../scripts/rehearse/rehearsal";
import { rehearsalConfig } from "../../scripts/rehearse/rehearsal-config";
import { Steps } from "../../scripts/rehearse/steps";
import { signToken } from "../../scripts/token/sign-token";
import { type ConfigInput, defineConfig } from "../../stacks/config";

/** A running rehearsal with users. */
export interface Rehearsed extends Rehearsal {
  /**
   * A client that is signed in as a user.
   * @param from addresses that it comes from. Default: this machine's own
   * @param operator whether the user is an operator. Default: no
   */
  client(user: string, from?: readonly string[], operator?: boolean): Promise<Client>;
}

/** Starts the cluster with the platform on it. */
export async function startRehearsed(input: ConfigInput): Promise<Rehearsed> {
  const rehearsal = await startRehearsal(rehearsalConfig(defineConfig(input)), new Steps());
  const clients: Client[] = [];
  return {
    ...rehearsal,
    client: async (user, from, operator = false) => {
      const secret = String(rehearsal.platform.stacks.output("connections", "jwt_secret"));
      const token = await signToken(secret, { user, operator, days: 1 });
      const client = new Client(await rehearsal.acme.root(), token, from);
      clients.push(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) client.close();
      await rehearsal.stop();
    },
  };
}
