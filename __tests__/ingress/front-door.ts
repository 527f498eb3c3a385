import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import WebSocket from "ws";
import type { EntryPoint } from "../../scripts/rehearse/system/traefik-options";
import { ask, type Question, type Reply } from "../helpers/ask";
import { useDatabase } from "../helpers/database";
import { type Ingress, startIngress } from "../helpers/ingress";
import { freePort } from "../helpers/ports";
import { describeReal } from "../helpers/real";
import { type ServerCertificate, selfSigned } from "../helpers/server-certificate";
import { type RunningTraefik, startTraefik } from "../helpers/traefik";
import { until } from "../helpers/until";

export const domain = "tasks.example.org";
/** Bytes of a body that the body limit lets pass. */
export const mostBytes = 128 * 1024;
/** Requests that a client may make at once. */
export const burst = 60;

const configurations = {
  "by HTTPS, on a host name": { cluster: { domain }, platform: { certificate: "manual" as const } },
  "by plain HTTP, on a host name": { cluster: { domain }, platform: { certificate: "none" as const } },
  "by plain HTTP, on the address": {},
};

/** The platform as users find it: a real Traefik before the services, in one of the configurations. */
export interface FrontDoor {
  /** Whether there is a certificate. */
  secure: boolean;
  /** Host name or address that users call. */
  host: string;
  ports(): Record<EntryPoint, number>;
  traefik(): RunningTraefik;
  /** What has reached the services so far. */
  received(): Ingress["received"];
  /** Address of this test's client, and of another one: each has the limits for itself. */
  client(): string;
  newClient(): string;
  /** A request as a user makes it. */
  call(question: Partial<Question> & { path: string }): Promise<Reply>;
  /** A socket as the page opens it. */
  connect(token: string, from?: string): WebSocket;
}

/** Tests that hold in every configuration. */
export function describeFrontDoor(title: string, tests: (door: FrontDoor) => void): void {
  describeReal(title, ["traefik", "traefik-crds", "kube-apiserver", "etcd"], (components) => {
    const db = useDatabase();
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-ingress-"));
    let ingress: Ingress;
    let certificate: ServerCertificate;
    let ports: Record<EntryPoint, number>;

    beforeAll(async () => {
      certificate = selfSigned(folder, [`DNS:${domain}`]);
      ingress = await startIngress(components, db.url);
      ports = {
        web: await freePort(),
        websecure: await freePort(),
        traefik: await freePort(),
        metrics: await freePort(),
      };
    });
    db.closeFirst(async () => {
      await ingress?.stop();
      rmSync(folder, { recursive: true });
    });

    let clients = 1;
    const newClient = () => `127.0.0.${++clients}`;

    describe.each(Object.entries(configurations))("%s", (_, input) => {
      const secure = "platform" in input && input.platform.certificate === "manual";
      const host = "cluster" in input ? domain : "192.0.2.10";
      let traefik: RunningTraefik;
      let client = newClient();

      const door: FrontDoor = {
        ...{ secure, host, newClient },
        ports: () => ports,
        traefik: () => traefik,
        received: () => ingress.received,
        client: () => client,
        call: (question) =>
          ask({
            port: secure ? ports.websecure : ports.web,
            host,
            authority: secure ? certificate.pem.certificate : undefined,
            from: client,
            ...question,
          }),
        connect: (token, from = client) => {
          const agent = secure
            ? new SecureAgent({ ca: certificate.pem.certificate, servername: host, localAddress: from })
            : new Agent({ localAddress: from });
          const address = secure ? `wss://127.0.0.1:${ports.websecure}/ws` : `ws://127.0.0.1:${ports.web}/ws`;
          return new WebSocket(address, ["freehold", `bearer.${token}`], { headers: { host }, agent });
        },
      };

      beforeAll(async () => {
        const values = await ingress.configure(input, secure ? certificate.pem : undefined);
        traefik = await startTraefik(components.traefik, {
          ...{ values, ports, volume: folder, kubeconfig: ingress.kubeconfig },
          acmeServer: (url) => url,
          challengeDelay: () => "0s",
        });
        await until(
          "the routes are there",
          async () => (await door.call({ path: "/" }).catch(() => undefined))?.status === 200,
        );
      });
      afterAll(() => traefik?.stop());
      beforeEach(() => {
        client = newClient();
      });

      tests(door);
    });
  });
}
