import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:https";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Sandbox } from "../cloud-init/sandbox";
import { freePort } from "./ports";
import { until } from "./until";

const kubeconfigSchema = z.object({
  clusters: z.tuple([z.object({ cluster: z.object({ server: z.url(), "certificate-authority-data": z.base64() }) })]),
  users: z.tuple([
    z.object({ user: z.object({ "client-certificate-data": z.base64(), "client-key-data": z.base64() }) }),
  ]),
});

export interface Answer {
  status: number;
  body: unknown;
}

export interface KubernetesClient {
  /** One request as the user of the kubeconfig. */
  call(method: string, path: string, body?: object, contentType?: string): Promise<Answer>;
}

/** A client that has a kubeconfig and nothing else, but for the port, which is the test's own. */
export function kubernetesClient(kubeconfig: string, port: number): KubernetesClient {
  const { clusters, users } = kubeconfigSchema.parse(parse(kubeconfig));
  const [{ cluster }, { user }] = [clusters[0], users[0]];
  const pem = (data: string) => Buffer.from(data, "base64");
  const tls = {
    ca: pem(cluster["certificate-authority-data"]),
    cert: pem(user["client-certificate-data"]),
    key: pem(user["client-key-data"]),
  };
  return {
    call: (method, target, body, contentType = "application/json") =>
      new Promise((resolve, reject) => {
        const { hostname } = new URL(cluster.server);
        const headers = { "content-type": contentType };
        const sent = request({ ...tls, hostname, port, method, path: target, headers, agent: false }, (response) => {
          let text = "";
          response.on("data", (chunk) => (text += chunk));
          response.on("end", () => {
            const isJson = response.headers["content-type"]?.includes("json");
            resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
          });
        });
        sent.on("error", reject);
        sent.end(body && JSON.stringify(body));
      }),
  };
}

export interface RunningApiServer {
  port: number;
  /** Where its datastore answers. */
  etcdUrl: string;
  stop(): Promise<void>;
}

/**
 * A real kube-apiserver on a real etcd, started as k3s starts its own: with the authorities and the arguments of the
 * server's configuration, and a certificate for itself that the server authority signs.
 * @param machine where the scripts of the server wrote the configuration of k3s
 * @param isReady whether the API answers, by a request of the test
 */
export async function startApiServer(
  programs: { etcd: string; "kube-apiserver": string },
  machine: Sandbox,
  isReady: (port: number) => Promise<boolean>,
): Promise<RunningApiServer> {
  const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
  const tls = machine.path("/var/lib/rancher/k3s/server/tls");
  const config = z
    .object({ "tls-san": z.array(z.string()), "kube-apiserver-arg": z.array(z.string()) })
    .parse(parse(machine.read("/etc/rancher/k3s/config.yaml")));
  const serving = { key: path.join(machine.root, "serving.key"), certificate: path.join(machine.root, "serving.crt") };
  const names = ["DNS:kubernetes.default.svc", ...config["tls-san"].map((san) => `IP:${san}`)];
  execFileSync(
    "openssl",
    [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=kube-apiserver",
      ],
      ...[
        "-CA",
        `${tls}/server-ca.crt`,
        "-CAkey",
        `${tls}/server-ca.key`,
        "-keyout",
        serving.key,
        "-out",
        serving.certificate,
      ],
      ...["-addext", `subjectAltName=${names.join(",")}`, "-addext", "extendedKeyUsage=serverAuth"],
      ...["-addext", "basicConstraints=critical,CA:FALSE"],
    ],
    { stdio: "pipe" },
  );

  const children: ChildProcess[] = [];
  let output = "";
  const start = (program: string, args: string[]) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    children.push(child);
  };
  const local = (number: number) => `http://127.0.0.1:${number}`;
  start(programs.etcd, [
    ...["--data-dir", path.join(machine.root, "etcd"), "--log-level", "error"],
    ...["--listen-client-urls", local(etcdPort), "--advertise-client-urls", local(etcdPort)],
    ...["--listen-peer-urls", local(peerPort), "--initial-advertise-peer-urls", local(peerPort)],
    ...["--initial-cluster", `default=${local(peerPort)}`],
  ]);
  start(programs["kube-apiserver"], [
    `--etcd-servers=${local(etcdPort)}`,
    ...[
      "--bind-address=127.0.0.1",
      `--secure-port=${port}`,
      "--anonymous-auth=false",
      "--authorization-mode=Node,RBAC",
    ],
    ...[`--tls-cert-file=${serving.certificate}`, `--tls-private-key-file=${serving.key}`],
    ...[`--client-ca-file=${tls}/client-ca.crt`, `--requestheader-client-ca-file=${tls}/request-header-ca.crt`],
    ...[`--service-account-key-file=${tls}/service.key`, `--service-account-signing-key-file=${tls}/service.key`],
    ...[
      "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
      "--service-cluster-ip-range=10.43.0.0/16",
    ],
    "--allow-privileged=true",
    // No controller runs here that would create service accounts.
    "--disable-admission-plugins=ServiceAccount",
    ...config["kube-apiserver-arg"].map((argument) => `--${argument.replace(/=\//, `=${machine.root}/`)}`),
  ]);
  const stop = async () => {
    for (const child of children) {
      if (child.exitCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  };
  await until(
    "the API server is ready",
    async () => {
      if (children.some(({ exitCode }) => exitCode !== null)) throw new Error(`the API server ended: ${output}`);
      return isReady(port).catch(() => false);
    },
    180,
  ).catch(async (error) => {
    await stop();
    throw error;
  });
  return { port, etcdUrl: local(etcdPort), stop };
}
