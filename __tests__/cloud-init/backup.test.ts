import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { z } from "zod";
import { issueInstanceCertificate } from "../helpers/instance-certificate";
import { renderBootstrap } from "../helpers/render-bootstrap";
import { synthesise } from "../stacks/synthesise";
import { Sandbox } from "./sandbox";

const tenancy = "ocid1.tenancy.oc1..aaaaexample";
const snapshots = "/var/lib/rancher/k3s/server/db/snapshots";
const older = "etcd-snapshot-freehold-server-1795400000";
const newer = "etcd-snapshot-freehold-server-1795421600";

let rendered: Awaited<ReturnType<typeof renderBootstrap>>;
let identity: { certificate: string; privateKey: string };
let machine: Sandbox;

beforeAll(async () => {
  rendered = await renderBootstrap(synthesise().bootstrap);
  identity = await issueInstanceCertificate(tenancy);
});
beforeEach(() => {
  machine = new Sandbox().install(rendered.server);
  machine.write("/imds/cert.pem", identity.certificate);
  machine.write("/imds/key.pem", identity.privateKey);
  machine.write("/imds/intermediate.pem", identity.certificate);
  mkdirSync(machine.path("/bucket"));
  mkdirSync(machine.path("/requests"));
  mkdirSync(machine.path(snapshots), { recursive: true });
  machine.stub("curl", cloud());
});
afterEach(() => machine.remove());

/** Metadata service, authentication and object storage of Oracle Cloud in a curl that keeps every request. */
const cloud = () => `
root=${machine.root}
request=$root/requests/$(ls "$root/requests" | wc -l)
printf '%s\\0' "$@" >"$request"
url=\${!#}
while (($#)); do
  case $1 in
    --upload-file) upload=$2 ;;
    --output) output=$2 ;;
    --data-binary) cp "\${2#@}" "$root/token-request.json" ;;
  esac
  shift
done
case $url in
  */instance/canonicalRegionName) printf eu-frankfurt-1 ;;
  */instance/metadata/freehold_restore) cat "$root/imds/restore" ;;
  */identity/*) cat "$root/imds/\${url##*/}" ;;
  https://auth.*) printf '{"token": "session-token"}' ;;
  */o\\?*) printf '{"objects":['; for object in $(ls "$root/bucket"); do printf '{"name":"%s"},' "$object"; done; printf '{}]}' ;;
  */o/*) if [[ -n \${upload-} ]]; then cp "$upload" "$root/bucket/\${url##*/}"; else cp "$root/bucket/\${url##*/}" "$output"; fi ;;
esac`;

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
    expect(verify("sha256", Buffer.from(signed), identity.certificate, Buffer.from(signature, "base64"))).toBe(true);
  });

  test("signs each request to the bucket with that key", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.run("/opt/freehold/backup.sh");
    const host = "objectstorage.eu-frankfurt-1.oraclecloud.com";
    const request = requestTo(host);
    const target = `/n/examplens/b/freehold-backups/o/${older}`;
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
    machine.stub("curl", `[[ $* != *objectstorage* ]] || exit 22\n${cloud()}`);
    expect(machine.run("/opt/freehold/backup.sh").status).not.toBe(0);
    expect(readdirSync(machine.path("/tmp"))).toEqual([]);
  });

  test("says on the console that it failed, and uploads the same snapshot the next time", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.stub("curl", "exit 22");
    expect(machine.run("/opt/freehold/backup.sh").status).not.toBe(0);
    expect(machine.read("/dev/console")).toContain("BACKUP FAILED");
    machine.stub("curl", cloud());
    machine.run("/opt/freehold/backup.sh");
    expect(readdirSync(machine.path("/bucket"))).toEqual([older]);
  });
});

describe("the restore", () => {
  const restored = (name: string) => [
    "systemctl stop k3s.service",
    `k3s server --cluster-reset --cluster-reset-restore-path=${snapshots}/${name}`,
    "systemctl start k3s.service",
  ];
  const order = (calls: string[]) => calls.filter((call) => !call.startsWith("curl"));
  const restore = (...args: string[]) => machine.run("/opt/freehold/restore.sh", ...args);

  test("does nothing without being told so", () => {
    machine.write(`${snapshots}/${newer}`, "newer");
    const { status, output, calls } = restore();
    expect(status).toBe(2);
    expect(output).toContain("--yes");
    expect(calls).toEqual([""]);
  });

  test("stops k3s, goes back to the newest snapshot, starts k3s", () => {
    machine.write(`${snapshots}/${newer}`, "newer");
    machine.write(`/bucket/${older}`, "older");
    expect(order(restore("--yes").calls)).toEqual(restored(newer));
  });

  test("takes the newest from the bucket when the machine has none, or an older one", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.write(`/bucket/${newer}`, "newer");
    expect(order(restore("--yes", "newest").calls)).toEqual(restored(newer));
    expect(machine.read(`${snapshots}/${newer}`)).toBe("newer");
  });

  test("takes a snapshot by its name, and needs no bucket for one that is here", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.write(`${snapshots}/${newer}`, "newer");
    expect(restore("--yes", older).calls).toEqual(restored(older));
  });

  test("goes on without the bucket when it cannot be reached", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.stub("curl", "exit 7");
    const { calls, output } = restore("--yes");
    expect(order(calls)).toEqual(restored(older));
    expect(output).toContain("the bucket cannot be reached");
  });

  test("touches nothing when there is no snapshot, or none of the name", () => {
    expect(order(restore("--yes").calls)).toEqual([]);
    const { status, calls } = restore("--yes", "etcd-snapshot-of-nobody-1");
    expect(status).not.toBe(0);
    expect(order(calls)).toEqual([]);
    expect(existsSync(machine.path(`${snapshots}/etcd-snapshot-of-nobody-1`))).toBe(false);
  });

  test("can be run again after it failed halfway", () => {
    machine.write(`${snapshots}/${newer}`, "newer");
    machine.write("/var/lib/rancher/k3s/server/db/reset-flag", "");
    machine.stub("k3s", `[[ ! -e ${machine.path("/var/lib/rancher/k3s/server/db/reset-flag")} ]]`);
    machine.stub("systemctl", "[[ $1 != stop ]] || exit 1");
    expect(restore("--yes").status).not.toBe(0);
    expect(machine.read("/dev/console")).toContain("RESTORE FAILED");
    machine.stub("systemctl", "");
    const { status, calls } = restore("--yes");
    expect(status).toBe(0);
    expect(order(calls)).toEqual(restored(newer));
  });

  test("lists what there is, the newest last", () => {
    machine.write(`${snapshots}/${newer}`, "newer");
    machine.write(`/bucket/${newer}`, "newer");
    machine.write(`/bucket/${older}`, "older");
    expect(restore("--list").output).toBe(`${older}\n${newer}\n`);
  });

  test("is the server's alone", () => {
    machine.install(rendered.agent);
    const { status, output } = restore("--yes");
    expect(status).toBe(2);
    expect(output).toContain("etcd is on the server");
  });
});

describe("a server that takes the place of another", () => {
  const start = (restore: string) => {
    machine.write("/imds/restore", restore);
    machine.write("/etc/rancher/k3s/config.yaml", "");
    return machine
      .run("/opt/freehold/start-k3s.sh")
      .calls.filter((call) => /^k3s|^systemctl (restart|start|stop)/.test(call));
  };

  test("begins with the snapshot that its metadata names, at its first start only", () => {
    machine.write(`/bucket/${older}`, "older");
    machine.write(`/bucket/${newer}`, "newer");
    expect(start(older)).toEqual([
      "systemctl stop k3s.service",
      `k3s server --cluster-reset --cluster-reset-restore-path=${snapshots}/${older}`,
      "systemctl start k3s.service",
    ]);
    expect(start(older)).toEqual([]);
  });

  test("begins anew when its metadata says none", () =>
    expect(start("none")).toEqual(["systemctl restart k3s.service"]));

  test("does not begin anew because its metadata cannot be read", () => {
    machine.stub("curl", "exit 7");
    expect(start("none")).toEqual([]);
  });
});

describe("the reboot", () => {
  const reboot = () => machine.run("/opt/freehold/reboot.sh");

  test("happens only when an update asks for it", () => expect(reboot().calls).toEqual([""]));

  test("of the server follows a snapshot that is in the bucket, with both nodes Ready", () => {
    machine.write("/run/reboot-required", "");
    machine.stub(
      "k3s",
      `[[ $1 != etcd-snapshot ]] || echo before >${machine.path(`${snapshots}/before-reboot-1795430000`)}`,
    );
    const { calls } = reboot();
    expect(calls.filter((call) => !call.startsWith("curl"))).toEqual([
      "k3s kubectl wait --for=condition=Ready node --all --timeout=60s",
      "k3s etcd-snapshot save --name before-reboot",
      "systemctl reboot",
    ]);
    expect(readdirSync(machine.path("/bucket"))).toEqual(["before-reboot-1795430000"]);
  });

  test("of the agent waits for a server that answers with the cluster's certificate", () => {
    machine.install(rendered.agent);
    machine.write("/run/reboot-required", "");
    expect(reboot().calls.at(-1)).toBe("systemctl reboot");
    machine.stub("curl", "exit 7");
    expect(reboot().calls.at(-1)).toMatch(/^curl .*--cacert .*https:\/\/10\.0\.0\.10:6443\/ping$/);
    expect(machine.read("/dev/console")).toContain("REBOOT PUT OFF");
  });
});
