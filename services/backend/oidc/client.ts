import type { ClientAuth, Configuration } from "openid-client";
import * as z from "zod";
import { emailAddress } from "../../contracts/oidc";
import { timeBudgets } from "../../contracts/time-budgets";
import type { AttemptSecrets } from "./attempt";
import type { OidcPerson } from "./entry";
import type { OidcSettings } from "./settings";

/** Loaded when somebody signs in: no start pays for it. */
const library = () => require("openid-client") as typeof import("openid-client");

/** Milliseconds for which the provider's description of itself is believed. */
const discoveryMs = 3_600_000;

/** Claims of a person with an address that the provider has verified. Some providers write the flag as text. */
const verified = z.object({ email: emailAddress, email_verified: z.literal([true, "true"]) });

/** Signs people in at an OpenID provider by the authorization code flow (OpenID Connect Core 1.0, section 3.1). */
export class OidcClient {
  private discovered: { at: number; configuration: Promise<Configuration> } | undefined;

  constructor(
    private readonly settings: OidcSettings,
    private readonly now: () => number = Date.now,
  ) {}

  /** @returns where the browser has to go */
  async begin(redirectUri: string, { state, nonce, verifier }: AttemptSecrets): Promise<string> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = library();
    const url = buildAuthorizationUrl(await this.configuration(), {
      ...{ redirect_uri: redirectUri, response_type: "code", scope: "openid email", state, nonce },
      ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" },
    });
    return url.href;
  }

  /**
   * @param returned where the provider has sent the browser: the redirect URI, with a code
   * @throws what openid-client throws: see failures.ts
   */
  async finish(returned: URL, { state, nonce, verifier }: AttemptSecrets): Promise<OidcPerson> {
    const { authorizationCodeGrant, fetchUserInfo } = library();
    const configuration = await this.configuration();
    const tokens = await authorizationCodeGrant(configuration, returned, {
      ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    });
    const claims = tokens.claims();
    if (!claims) throw new Error("The OpenID provider sent no ID token");
    // Many providers tell the address only when they are asked for it.
    const hasAddress = "email" in claims || !configuration.serverMetadata().userinfo_endpoint;
    const told = hasAddress ? claims : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { issuer: claims.iss, subject: claims.sub, address: verified.safeParse(told).data?.email };
  }

  private async configuration(): Promise<Configuration> {
    const known = this.discovered;
    if (known && this.now() - known.at < discoveryMs) return known.configuration;
    const asked = { at: this.now(), configuration: this.discover() };
    this.discovered = asked;
    try {
      return await asked.configuration;
    } catch (error) {
      // One failure must not be remembered for an hour.
      if (this.discovered === asked) this.discovered = undefined;
      throw error;
    }
  }

  private discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const { allowInsecureRequests, discovery, enableNonRepudiationChecks, None } = library();
    const isLocal = issuer.protocol === "http:";
    return discovery(issuer, clientId, {}, clientSecret === undefined ? None() : secretAuth(clientSecret), {
      // The signature of an ID token is checked, though it comes from the provider itself.
      execute: [enableNonRepudiationChecks, ...(isLocal ? [allowInsecureRequests] : [])],
      timeout: timeBudgets.oidcAnswerMs / 1_000,
    });
  }
}

/** In the header unless the provider takes it in the body alone: RFC 6749 (section 2.3.1) has all of them take the header. */
function secretAuth(secret: string): ClientAuth {
  const { ClientSecretBasic, ClientSecretPost } = library();
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return (methods.includes("client_secret_basic") ? inHeader : inBody)(server, ...rest);
  };
}
