import path from "node:path";
import { oidcReturnPath } from "../../services/contracts/oidc";
import { freePort } from "./ports";
import { type RunningProgram, startProgram } from "./program";
import { until } from "./until";

const server = path.join(__dirname, "oidc-provider-server.ts");

/** What the backend is told of the provider's client without a secret. */
export const publicClient = (issuer: string) => ({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: "public" });

/** The same of the one with a secret. */
export const secretClient = (issuer: string) => ({
  ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: "secret", OIDC_CLIENT_SECRET: "s3cret, with: signs" },
});

/** A port for a provider, which may start later. */
export async function oidcAddress(): Promise<{ port: number; issuer: string }> {
  const port = await freePort();
  return { port, issuer: `http://127.0.0.1:${port}` };
}

/**
 * Starts an OpenID provider: oidc-provider-server.ts says whom it signs in.
 * @param addressIn where it names a person's address. Default: the answer to a request of its own
 */
export async function startOidcProvider(port: number, addressIn?: "id-token"): Promise<RunningProgram> {
  const args = ["--import", "tsx", server, String(port), `http://localhost${oidcReturnPath}`, addressIn ?? ""];
  const provider = startProgram(process.execPath, args);
  await until("the OpenID provider is ready", () => {
    provider.mustRun();
    return provider.output().includes("ready");
  });
  return provider;
}

/**
 * Signs in at the provider as a browser does that follows its redirects.
 * @param address where the backend sends the browser
 * @param login what is typed into the provider's form
 * @returns where the provider sends the browser back to
 */
export async function signInAtProvider(address: string, login: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(address);
  const { origin } = at;
  const ask = async (body?: URLSearchParams): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(at, {
      ...{ method: body ? "POST" : "GET", redirect: "manual", headers: { cookie } },
      ...(body && { body }),
    });
    for (const given of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (given.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    return response;
  };
  for (let steps = 0; at.origin === origin; steps += 1) {
    if (steps > 10) throw new Error(`The provider sends browsers in circles: ${at}`);
    const asksWho = at.pathname.startsWith("/login/");
    const response = await ask(asksWho ? new URLSearchParams({ login }) : undefined);
    const next = response.headers.get("location");
    if (!next) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    at = new URL(next, at);
  }
  return at;
}
