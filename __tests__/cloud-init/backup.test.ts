import { createHash, createPublicKey, verify } from "node:crypto";
import { readdirSync, statSync, unlinkSync } from "node:fs";
import { z } from "zod";
import type { Sandbox } from "./sandbox";
import {
  cloud,
  newer,
  newServer,
  older,
  type ServerParts,
  serverParts,
  snapshots,
  tenancy,
} from "./server-with-bucket";

let parts: ServerParts;
let machine: Sandbox;

beforeAll(async () => {
  parts = await serverParts();
});
beforeEach(() => {
  machine = newServer(parts);
});
afterEach(() => machine.remove());

interface Request {
  url: string;
  headers: Record<string, string>;
}

/** What curl was asked for, in order. */
const requests = (): Request[] =>
  readdirSync(machine.path("/requests"))
    .sort((one, other) => Number(one) - Number(other))
    .map((file) => {
      const args = machine.read(`/requests/${file}`).split("\0").slice(0, -1);
      const headers = args.flatMap((arg, index) => (args[index - 1] === "--header" ? [arg.split(/: (.*)/s)] : []));
      return { url: args.at(-1) ?? "", headers: Object.fromEntries(headers.map(([name, value]) => [name, value])) };
    });

const requestTo = (host: string): Request => {
  const found = requests().find(({ url }) => url.startsWith(`https://${host}`));
  if (!found) throw new Error(`no request to ${host}`);
  return found;
};

const authorizationSchema = z.object({
  keyId: z.string(),
  algorithm: z.literal("rsa-sha256"),
  headers: z.string(),
  signature: z.string(),
});
const authorization = ({ headers }: Request) =>
  authorizationSchema.parse(
    Object.fromEntries(
      [...(headers.authorization ?? "").matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    ),
  );

const tokenRequestSchema = z.strictObject({
  certificate: z.string(),
  publicKey: z.string(),
  intermediateCertificates: z.array(z.string()),
});
const tokenRequest = () => tokenRequestSchema.parse(JSON.parse(machine.read("/token-request.json")));

describe("the backup", () => {
  test("uploads what is not in the bucket yet, once, and nothing at all when there is nothing new", () => {
    machine.write(`${snapshots}/${older}`, "older");
    expect(machine.run("/opt/freehold/backup.sh").status).toBe(0);
    machine.write(`${snapshots}/${newer}`, "newer");
    expect(machine.run("/opt/freehold/backup.sh").status).toBe(0);
    expect(readdirSync(machine.path("/bucket"))).toEqual([older, newer]);
    expect(machine.read(`/bucket/${newer}`)).toBe("newer");
    expect(requests().filter(({ url }) => url.includes("/o/"))).toHaveLength(2);
    expect(machine.run("/opt/freehold/backup.sh").calls).toEqual([""]);
  });

  test("goes on past a snapshot that is in the bucket already: the one that the machine was restored from", () => {
    machine.write(`/bucket/${older}`, "older");
    machine.write(`/bucket/${older}-of-another`, "other");
    expect(machine.run("/opt/freehold/restore.sh", "--yes", older).status).toBe(0);
    machine.write(`${snapshots}/${newer}`, "newer");
    expect(machine.run("/opt/freehold/backup.sh").status).toBe(0);
    expect(machine.read(`/bucket/${newer}`)).toBe("newer");
    expect(machine.run("/opt/freehold/backup.sh").calls).toEqual([""]);
  });

  test("logs in as the machine: signed by its certificate, for a key of this run", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.run("/opt/freehold/backup.sh");
    const request = requestTo("auth.eu-frankfurt-1.oraclecloud.com/v1/x509");
    const body = machine.read("/token-request.json");
    const digest = createHash("sha256").update(body).digest("base64");
    expect(request.headers["x-content-sha256"]).toBe(digest);
    const { keyId, headers, signature } = authorization(request);
    const fingerprint = createHash("sha1").update(Buffer.from(tokenRequest().certificate, "base64")).digest("hex");
    expect(keyId.replaceAll(":", "").toLowerCase()).toBe(`${tenancy}/fed-x509/${fingerprint}`);
    expect(headers).toBe("date (request-target) content-length content-type x-content-sha256");
    const signed = [
      `date: ${request.headers.date}`,
      "(request-target): post /v1/x509",
      `content-length: ${body.length}`,
      "content-type: application/json",
      `x-content-sha256: ${digest}`,
    ].join("\n");
    expect(verify("sha256", Buffer.from(signed), parts.identity.certificate, Buffer.from(signature, "base64"))).toBe(
      true,
    );
  });

  test("signs each request to the bucket with that key", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.run("/opt/freehold/backup.sh");
    const host = "objectstorage.eu-frankfurt-1.oraclecloud.com";
    const target = `/n/examplens/b/freehold-backups/o/${older}`;
    const request = requestTo(`${host}${target}`);
    expect(request.url).toBe(`https://${host}${target}`);
    const { keyId, headers, signature } = authorization(request);
    expect(keyId).toBe("ST$session-token");
    expect(headers).toBe("date (request-target) host");
    const key = createPublicKey({ key: Buffer.from(tokenRequest().publicKey, "base64"), format: "der", type: "spki" });
    const signed = `date: ${request.headers.date}\n(request-target): put ${target}\nhost: ${host}`;
    expect(verify("sha256", Buffer.from(signed), key, Buffer.from(signature, "base64"))).toBe(true);
  });

  test("leaves no key behind, whether it works or not", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.run("/opt/freehold/backup.sh");
    machine.write(`${snapshots}/${newer}`, "newer");
    machine.stub("curl", `[[ $* != *objectstorage* ]] || exit 22\n${cloud(machine)}`);
    expect(machine.run("/opt/freehold/backup.sh").status).not.toBe(0);
    expect(readdirSync(machine.path("/tmp"))).toEqual([]);
  });

  test("says on the console that it failed, and uploads the same snapshot the next time", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.stub("curl", "exit 22");
    expect(machine.run("/opt/freehold/backup.sh").status).not.toBe(0);
    expect(machine.read("/dev/console")).toContain("BACKUP FAILED");
    machine.stub("curl", cloud(machine));
    machine.run("/opt/freehold/backup.sh");
    expect(readdirSync(machine.path("/bucket"))).toEqual([older]);
  });

  const newest = () =>
    / (\d+)$/m.exec(machine.read("/var/lib/freehold/metrics/freehold_backup_newest_timestamp_seconds.prom"))?.[1];

  test("tells the node exporter how old the newest one in the bucket is, though the bucket is out of reach", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.run("/opt/freehold/backup.sh");
    expect(newest()).toBe("1795400000");
    machine.write(`${snapshots}/${newer}`, "newer");
    machine.stub("curl", "exit 22");
    machine.run("/opt/freehold/backup.sh");
    expect(newest()).toBe("1795400000");
    // k3s has pruned what was uploaded; the bucket has it still.
    unlinkSync(machine.path(`${snapshots}/${older}`));
    machine.run("/opt/freehold/backup.sh");
    expect(newest()).toBe("1795400000");
    machine.stub("curl", cloud(machine));
    machine.run("/opt/freehold/backup.sh");
    expect(newest()).toBe("1795421600");
  });

  test("a machine that has saved none yet counts from when it was made", () => {
    machine.stub("curl", "exit 22");
    machine.write(`${snapshots}/${older}`, "older");
    machine.run("/opt/freehold/backup.sh");
    expect(Number(newest())).toBe(Math.floor(statSync(machine.path("/etc/freehold/node.env")).mtimeMs / 1000));
  });
});
