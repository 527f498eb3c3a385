import { readFileSync } from "node:fs";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { Client } from "../../scripts/rehearse/load/client";
import { addresses, hostNames } from "../../scripts/rehearse/machine/addresses";
import { type Config, type ConfigInput, defineConfig } from "../../stacks/config";
import { problems } from "./problems";
import { perSecond, recovered, refused } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { plannedRestarts } from "./rollouts";
import { roundTrip } from "./round-trip";
import { underLoad } from "./under-load";
import { until } from "./until";

const issuer = `https://${hostNames.inbox}`;

/** Kafka in Redpanda's place, a certificate and tokens of one's own, mails beside the webhook, and as many pods as fit. */
const other = {
  cluster: { domain: hostNames.domain },
  connections: {
    broker: "redpanda",
    notifications: {
      webhook: true,
      email: { host: hostNames.inbox, port: 587, from: "freehold@example.org", to: "you@example.org" },
    },
    auth: { jwksUrl: `${issuer}/jwks.json`, issuer, audience: "freehold" },
  },
  platform: { certificate: "manual" },
  apps: {
    services: {
      "audit-consumer": { replicas: 2 },
      frontend: { replicas: 2 },
      notification: { replicas: 2 },
      "recurring-task-consumer": { replicas: 2 },
      "reminder-consumer": { replicas: 2 },
      websocket: { replicas: 2 },
    },
  },
} satisfies ConfigInput;

/** The settings that the first deployment does not have, deployed over it. */
export function otherSettings(rehearsed: () => Rehearsed): void {
  let signedIn: Rehearsed;

  beforeAll(async () => {
    const { inbox, authority, reconfigure } = rehearsed();
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    inbox.publishKeys({ keys: [{ ...(await exportJWK(publicKey)), alg: "RS256", kid: "one" }] });
    const { certificate, key } = authority.issue("page", hostNames.domain);
    const chain = readFileSync(certificate, "utf8");
    await reconfigure(defineConfig(other), {
      tls_certificate: chain,
      tls_private_key: readFileSync(key, "utf8"),
      smtp_username: "freehold",
      smtp_password: "password-of-the-rehearsal",
    });
    signedIn = {
      ...rehearsed(),
      config: defineConfig(other),
      client: async (user, from) => {
        const token = new SignJWT({}).setProtectedHeader({ alg: "RS256", kid: "one" }).setSubject(user);
        token.setIssuer(issuer).setAudience("freehold").setIssuedAt().setExpirationTime("1 day");
        return new Client(authority.certificate, await token.sign(privateKey), from);
      },
    };
    await recovered(signedIn);
  });

  test("every pod is ready, two of each service", async () => {
    const ready = "jsonpath={range .items[*]}{.metadata.name}={.status.readyReplicas} {end}";
    const deployments = await until("two of each are ready", async () => {
      const all = await signedIn.kubectl.read(["get", "deployments", "-n", "freehold", "-o", ready]);
      return Object.keys(other.apps.services).every((name) => all.includes(`${name}=2`)) && all;
    });
    expect(deployments).not.toContain("redis");
    await until("nothing is wrong", async () => (await problems(signedIn)).length === 0);
  });

  test("a task of a user whom the issuer vouches for goes all the way round, by webhook and by mail", async () => {
    const received = await roundTrip(signedIn, "gil", "Ask the issuer", { webhook: 1, mail: 1 });
    expect(received).toEqual({ webhook: 1, mail: 1 });
  });

  test("a token of somebody else is refused", async () => {
    const { privateKey } = await generateKeyPair("RS256");
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .setSubject("gil")
      .sign(privateKey);
    const forged = new Client(signedIn.authority.certificate, token);
    expect(await forged.call("GET", "/api/tasks")).toMatchObject({ status: 401 });
    forged.close();
  });

  test("Kafka is restarted under load", async () => {
    const { kafka } = signedIn;
    const result = await underLoad(signedIn, perSecond, async () => {
      kafka.stop();
      await until("Kafka is away", async () => !(await kafka.answers()));
      await kafka.resume();
    });
    expect(refused(result)).toEqual([]);
  });

  plannedRestarts(() => signedIn, 3);
}

/** Plain HTTP for a platform without a certificate. */
export function withoutCertificate(rehearsed: () => Rehearsed): void {
  test("answers over plain HTTP, and every pod is ready", async () => {
    const { config, reconfigure } = rehearsed();
    const plain: Config = { ...config, platform: { ...config.platform, certificate: "none" } };
    await reconfigure(plain);
    await recovered(rehearsed());
    await until("nothing is wrong", async () => (await problems(rehearsed())).length === 0);
    const page = await until("the page is there", async () => {
      const answer = await get("/");
      return answer.status === 200 ? answer : undefined;
    });
    expect(page.body).toContain("<title>");
  });
}

const get = (path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    request({ host: addresses.loadBalancer, path, headers: { host: hostNames.domain } }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    })
      .on("error", reject)
      .end();
  });
