import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundlePrograms } from "../../../../scripts/build/bundle-programs";
import { useDatabase } from "../../../helpers/database";
import { oidcAddress, secretClient, startOidcProvider } from "../../../helpers/oidc-provider";
import { signedInByOidc } from "../../../helpers/oidc-sign-in";
import { freePort } from "../../../helpers/ports";
import { type RunningProgram, startProgram } from "../../../helpers/program";
import { until } from "../../../helpers/until";

const db = useDatabase();
const folder = mkdtempSync(path.join(tmpdir(), "freehold-oidc-"));
const program = path.join(folder, "services/backend/main.js");
const running: RunningProgram[] = [];
let url = "";

beforeAll(async () => {
  const { port: providerPort, issuer } = await oidcAddress();
  const starting = startOidcProvider(providerPort);
  await bundlePrograms(["services/backend/main.ts"], folder);
  // What scripts/build.ts puts beside it.
  cpSync("node_modules/@fastify/swagger-ui/static", path.join(folder, "services/backend/static"), { recursive: true });
  const port = String(await freePort());
  const env = { DATABASE_URL: db.url, PORT: port, JWT_SECRET: "x".repeat(32), OIDC_DOMAINS: "example.org" };
  const backend = startProgram(process.execPath, [program], { ...env, ...secretClient(issuer), LOG_LEVEL: "trace" });
  running.push(backend, await starting);
  url = `http://127.0.0.1:${port}`;
  await until("the backend is ready", () => {
    backend.mustRun();
    return fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  });
});
db.closeFirst(async () => {
  await Promise.all(running.map((one) => one.stop()));
  rmSync(folder, { recursive: true });
});

test("the program that the image runs signs in, by a client that it loads only then", async () => {
  expect((await signedInByOidc(() => url, "ann ann@example.org")).answer.status).toBe(200);
  const library = "backchannel_authentication_endpoint";
  expect(readFileSync(program, "utf8")).not.toContain(library);
  expect(readFileSync(path.join(folder, "services/runtime/http/openid-client.js"), "utf8")).toContain(library);
});

test("no log line has a code, a secret, or who somebody is", async () => {
  const refused = await signedInByOidc(() => url, "eve eve@example.net");
  expect(refused.answer.status).toBe(403);
  const forged = await signedInByOidc(
    () => url,
    "ann ann@example.org",
    (address) => address.searchParams.set("nonce", "forged"),
  );
  expect(forged.answer.status).toBe(409);
  const [backend] = running;
  const log = await until("both are logged", () => {
    const text = backend?.output() ?? "";
    return text.includes("is not among those") && text.includes("was refused") && text;
  });
  const codes = [refused, forged].map(({ query }) => new URLSearchParams(query).get("code") ?? "");
  for (const secret of [...codes, "s3cret, with: signs", "ann@example.org", "eve@example.net", "oidc:"])
    expect(log).not.toContain(secret);
});
