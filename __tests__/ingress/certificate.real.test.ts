import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import { startProxy, type TcpProxy } from "../../chaos/proxy";
import type { EntryPoint } from "../../scripts/rehearse/system/traefik-options";
import type { ConfigInput } from "../../stacks/config";
import { ask } from "../helpers/ask";
import { useDatabase } from "../helpers/database";
import { type Ingress, startIngress } from "../helpers/ingress";
import { type Pebble, startPebble } from "../helpers/pebble";
import { freePort } from "../helpers/ports";
import { describeReal } from "../helpers/real";
import { selfSigned } from "../helpers/server-certificate";
import { type RunningTraefik, startTraefik, type TraefikStart } from "../helpers/traefik";
import { until } from "../helpers/until";

const domain = "tasks.example.org";
const minute = 60;
const day = 24 * 60 * minute;
const withCertificate = (certificate: "staging" | "production" | "manual"): ConfigInput => ({
  cluster: { domain },
  platform: { certificate },
});

describeReal(
  "the certificate of a real Traefik, from a real ACME server",
  ["traefik", "traefik-crds", "pebble", "kube-apiserver", "etcd"],
  (components) => {
    const db = useDatabase();
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-certificate-"));
    const authorities = path.join(folder, "authorities.pem");
    let ingress: Ingress;
    /** What leads from the ACME servers to Traefik's port for HTTP, as the load balancer does. */
    let wayIn: TcpProxy;
    let staging: Pebble;
    let production: Pebble;
    let ports: Record<EntryPoint, number>;
    let traefik: RunningTraefik | undefined;

    beforeAll(async () => {
      ports = {
        web: await freePort(),
        websecure: await freePort(),
        traefik: await freePort(),
        metrics: await freePort(),
      };
      ingress = await startIngress(components, db.url);
      wayIn = await startProxy(ports.web);
      staging = await startPebble(components.pebble, { httpPort: wayIn.port, validity: 90 * day });
      // Less than Traefik leaves before it renews.
      production = await startPebble(components.pebble, { httpPort: wayIn.port, validity: 15 * minute });
      writeFileSync(
        authorities,
        [staging, production].map(({ authority }) => readFileSync(authority, "utf8")).join(""),
      );
    });
    db.closeFirst(async () => {
      await traefik?.stop();
      for (const running of [staging, production, ingress]) await running?.stop();
      await wayIn?.close();
      rmSync(folder, { recursive: true });
    });

    /** Puts another Traefik in the place of the one that runs, on the same volume. */
    const replaceTraefik = async (values: unknown, different: Partial<TraefikStart> = {}): Promise<void> => {
      await traefik?.stop();
      traefik = undefined;
      traefik = await startTraefik(components.traefik, {
        values,
        ports,
        volume: folder,
        kubeconfig: ingress.kubeconfig,
        acmeServer: (url) => (url.includes("staging") ? staging : production).directory,
        acmeAuthority: authorities,
        challengeDelay: () => "0s",
        ...different,
      });
    };

    /** The page, by HTTPS, when the certificate leads to an authority. */
    const page = (authority: string) =>
      ask({ port: ports.websecure, host: domain, path: "/", authority }).catch(() => undefined);
    const pageShows = (authority: string, seconds?: number) =>
      until(
        "the page is there, by a certificate of the authority",
        async () => (await page(authority))?.status === 200,
        seconds,
      );

    test("is Traefik's own while the domain's proof fails, and its log tells why", async () => {
      wayIn.cut();
      await replaceTraefik(await ingress.configure(withCertificate("staging")));
      await until("it is given up", () => traefik?.output().includes("Unable to obtain ACME certificate for domains"));
      expect(wayIn.hit()).toBeGreaterThan(0);
      expect(traefik?.output()).toMatch(/acme: error: 4\d\d.*urn:ietf:params:acme:error/);
      expect((await certificateShown(ports.websecure)).subject).toContain("TRAEFIK DEFAULT CERT");
      expect(await page(staging.root)).toBeUndefined();
    });

    test("is issued although Traefik is unreachable in its first seconds, and leads to the server's root", async () => {
      const [orders, hits] = [count(staging, "Added order"), wayIn.hit()];
      const challengeDelay = (configured: string) => `${Number.parseFloat(configured) / 3}s`;
      await replaceTraefik(await ingress.configure(withCertificate("staging")), { challengeDelay });
      await until("it is asked for", () => count(staging, "Added order") > orders);
      const asked = performance.now();
      await until("a tenth of the time is over that a new pod may need", () => performance.now() - asked > 1_500);
      expect(wayIn.hit()).toBe(hits);
      wayIn.restore();
      await pageShows(staging.root);
      const shown = await certificateShown(ports.websecure);
      expect(shown.subjectAltName).toBe(`DNS:${domain}`);
      expect(shown.checkHost(domain)).toBe(domain);
    });

    test("was proven by HTTP, where everything else is led to HTTPS", async () => {
      const plain = (target: string) => ask({ port: wayIn.port, host: domain, path: target });
      expect(await plain("/")).toMatchObject({ status: 301, headers: { location: `https://${domain}/` } });
      expect((await plain("/.well-known/acme-challenge/unknown")).status).toBe(404);
    });

    test("outlives Traefik on its volume, readable by nobody else, and is not asked for again", async () => {
      const before = await certificateShown(ports.websecure);
      const orders = count(staging, "Issued certificate");
      expect(orders).toBe(1);
      await replaceTraefik(await ingress.configure(withCertificate("staging")));
      await pageShows(staging.root);
      expect((await certificateShown(ports.websecure)).serialNumber).toBe(before.serialNumber);
      expect(count(staging, "Issued certificate")).toBe(orders);
      expect(statSync(path.join(folder, "acme-staging.json")).mode & 0o777).toBe(0o600);
    });

    test("is another one at once when the trials are over, and is renewed while Traefik runs", async () => {
      // Tells Traefik to look every minute instead of every day.
      const further = ["--certificatesresolvers.le.acme.certificatesDuration=1"];
      await replaceTraefik(await ingress.configure(withCertificate("production")), { further });
      await pageShows(production.root);
      expect(await page(staging.root)).toBeUndefined();

      const first = await certificateShown(ports.websecure);
      const renewed = await until(
        "it is renewed",
        async () => {
          const shown = await certificateShown(ports.websecure);
          return shown.serialNumber === first.serialNumber ? undefined : shown;
        },
        180,
      );
      expect(Date.parse(renewed.validTo)).toBeGreaterThan(Date.parse(first.validTo));
      await pageShows(production.root);
    });

    test("can be the user's own, without any ACME server", async () => {
      const own = selfSigned(folder, [`DNS:${domain}`]);
      const orders = count(staging, "Added order") + count(production, "Added order");
      await replaceTraefik(await ingress.configure(withCertificate("manual"), own.pem));
      await pageShows(own.pem.certificate);
      expect((await certificateShown(ports.websecure)).raw).toEqual(new X509Certificate(own.pem.certificate).raw);
      expect(count(staging, "Added order") + count(production, "Added order")).toBe(orders);
    });
  },
);

/** The certificate that a client of the domain gets, from any authority. */
async function certificateShown(port: number): Promise<X509Certificate> {
  const socket = connect({ host: "127.0.0.1", port, servername: domain, rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const shown = socket.getPeerX509Certificate();
  socket.destroy();
  if (!shown) throw new Error("no certificate is shown");
  return shown;
}

const count = ({ output }: Pebble, text: string): number => output().split(text).length - 1;
