import { service as backend } from "../../../../services/backend/service";
import { type RunningHost, startHost } from "../../../../services/runtime/host/host";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { browserClient } from "../../../helpers/browser-client";
import { silent, useDatabase } from "../../../helpers/database";
import {
  oidcAddress,
  publicClient,
  secretClient,
  signInAtProvider,
  startOidcProvider,
} from "../../../helpers/oidc-provider";
import { begun, signedInByOidc } from "../../../helpers/oidc-sign-in";
import { bePatient } from "../../../helpers/patience";

const db = useDatabase();
const hosts: RunningHost[] = [];
const start = async (variables: Record<string, string> = {}) => {
  bePatient();
  const settings = readSettings({ DATABASE_URL: db.url, PORT: "0", JWT_SECRET: "x".repeat(32), ...variables });
  const host = await startHost({ services: [backend], settings, logger: silent });
  hosts.push(host);
  return () => host.url;
};
db.closeFirst(async () => {
  await Promise.all(hosts.map((host) => host.stop()));
});
const everybody = { OIDC_DOMAINS: "example.org" };

test("without a provider, the page learns that there is none, and no route signs in", async () => {
  const { call } = browserClient(await start());
  expect(await call("GET", "/api/sign-in/oidc")).toMatchObject({ status: 200, body: { name: null } });
  expect((await call("POST", "/api/sign-in/oidc")).status).toBe(404);
  expect((await call("POST", "/api/sign-in/oidc/finish", { query: "?code=x&state=x" })).status).toBe(404);
});

test("a provider that is down signs in once it is back, and one that goes meanwhile is said to be down", async () => {
  const { port, issuer } = await oidcAddress();
  const url = await start({ ...secretClient(issuer), ...everybody, OIDC_NAME: "Example" });
  const down = { status: 503, body: { detail: "The provider does not sign in right now." } };
  expect((await browserClient(url).call("GET", "/api/sign-in/oidc")).body).toEqual({ name: "Example" });
  expect((await begun(url)).answer).toMatchObject(down);
  const provider = await startOidcProvider(port, "id-token");
  try {
    expect((await signedInByOidc(url, "ann ann@example.org")).answer.status).toBe(200);
    expect((await signedInByOidc(url, "ann ann@example.org unverified")).answer.status).toBe(403);
    const ann = await begun(url);
    const { search: query } = await signInAtProvider(ann.address(), "ann ann@example.org");
    await provider.stop();
    expect(await ann.call("POST", "/api/sign-in/oidc/finish", { query })).toMatchObject(down);
  } finally {
    await provider.stop();
  }
});

test("browsers come back to PUBLIC_URL, whatever Host they send", async () => {
  const { port, issuer } = await oidcAddress();
  const publicUrl = "https://tasks.example.org";
  const url = await start({ ...publicClient(issuer), ...everybody, PUBLIC_URL: publicUrl });
  const provider = await startOidcProvider(port);
  try {
    const { body } = await browserClient(url).call("POST", "/api/sign-in/oidc", undefined, { origin: publicUrl });
    const { url: address } = body as { url: string };
    expect(new URL(address).searchParams.get("redirect_uri")).toBe("https://tasks.example.org/sign-in");
  } finally {
    await provider.stop();
  }
});
