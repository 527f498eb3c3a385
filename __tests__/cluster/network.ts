import { addresses } from "../../scripts/rehearse/machine/addresses";
import { servicePort } from "../../services/contracts/service-definition";
import { allDefinitions } from "../../services/definitions";
import { type Pod, podsOf } from "./pods";
import { isDone } from "./recovered";
import type { Rehearsed } from "./rehearsed";

/** What a pod tries: an address and a port. */
type Attempt = [host: string, port: number];

/** A program of Node's that says of each address whether a connection opens within 10 s. */
const probe = (attempts: readonly Attempt[]) => `
const { connect } = require("node:net");
const attempts = ${JSON.stringify(attempts)};
Promise.all(attempts.map(([host, port]) => new Promise((resolve) => {
  const socket = connect({ host, port });
  const end = (open) => { socket.destroy(); resolve(open); };
  socket.once("connect", () => end(true));
  socket.once("error", () => end(false));
  setTimeout(end, 10000, false);
}))).then((open) => { console.log(JSON.stringify(open)); process.exit(0); });`;

const nameOf = (pod: Pod | undefined) => pod?.metadata.labels["app.kubernetes.io/name"];

/** Tries connections from within a container of a service; answers which of them open. */
async function open({ kubectl }: Rehearsed, service: string, attempts: readonly Attempt[]): Promise<boolean[]> {
  const output = await kubectl.read([
    ...["exec", "-n", "freehold", `deployment/${service}`, "-c", service, "--"],
    ...["/nodejs/bin/node", "-e", probe(attempts)],
  ]);
  return JSON.parse(output);
}

/** Who reaches whom: the policies of the stacks on a real network. */
export function network(rehearsed: () => Rehearsed): void {
  const metadata: Attempt = [addresses.metadata, 80];
  const stranger: Attempt = [addresses.stranger, 443];

  test("opens what a service needs: its database, its sidecar, the name service", async () => {
    expect(
      await open(rehearsed(), "backend", [
        [addresses.postgres, 5432],
        ["redis", 6379],
        ["127.0.0.1", 3500],
      ]),
    ).toEqual([true, true, true]);
    expect(await open(rehearsed(), "notification", [[addresses.inbox, 443]])).toEqual([true]);
  });

  test.each(["backend", "frontend", "audit-consumer", "websocket", "notification"])(
    "%s reaches neither the metadata service nor a kubelet, and Prometheus and other services if it reads metrics",
    async (service) => {
      const pods = await podsOf(rehearsed().kubectl, "freehold");
      const running = pods.filter((pod) => pod.status.podIP && !isDone(pod) && nameOf(pod) !== service);
      const others = running.map(({ status }): Attempt => [status.podIP ?? "", servicePort]);
      const prometheus = await podsOf(rehearsed().kubectl, "monitoring", "app.kubernetes.io/name=prometheus");
      const [server] = prometheus.map(({ status }): Attempt => [status.podIP ?? "", 9090]);
      if (!server) throw new Error("there is no pod of Prometheus");
      const attempts = [metadata, ...others, server, [rehearsed().cluster.address("server"), 10250] satisfies Attempt];
      expect(others.length).toBeGreaterThan(5);
      const { readsMetrics = false } = allDefinitions.find(({ name }) => name === service) ?? {};
      // Redis listens on another port.
      const listening = others.filter((_, index) => nameOf(running[index]) !== "redis");
      const expected = attempts.map((each) => readsMetrics && [server, ...listening].includes(each));
      expect(await open(rehearsed(), service, attempts)).toEqual(expected);
    },
  );

  test("a service without a database or a broker reaches neither", async () => {
    const attempts: Attempt[] = [[addresses.postgres, 5432], ["redis", 6379], stranger, [addresses.inbox, 443]];
    expect(await open(rehearsed(), "frontend", attempts)).toEqual([false, false, false, false]);
  });

  test("the probe finds what is open: the metadata service answers a node", () => {
    const { server } = rehearsed().cluster.nodes;
    const code = server.run("bash", ["-c", `exec 3<>/dev/tcp/${addresses.metadata}/80 && echo open`]);
    expect(code.trim()).toBe("open");
  });

  test("sidecars speak to each other with certificates: a plaintext call gets no answer", async () => {
    const [pod] = await podsOf(rehearsed().kubectl, "freehold", "app.kubernetes.io/name=audit-consumer");
    const address = `${pod?.status.podIP}`;
    const { server, agent } = rehearsed().cluster.nodes;
    // A policy lets a pod's own node in.
    const node = pod?.spec.nodeName === rehearsed().cluster.nodeName("server") ? server : agent;
    const preface = "printf 'PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n\\0\\0\\0\\4\\0\\0\\0\\0\\0'";
    const plain = node.run("bash", [
      "-c",
      // The other end closes the connection as soon as it sees that this is no handshake.
      `trap '' PIPE; exec 3<>/dev/tcp/${address}/50002; ${preface} >&3 2>/dev/null; timeout 3 cat <&3 2>/dev/null | wc -c`,
    ]);
    expect(plain.trim()).toBe("0");
    const tls = node.run("bash", ["-c", `openssl s_client -connect ${address}:50002 -alpn h2 </dev/null 2>&1 || true`]);
    expect(tls).toContain("Dapr issuer");
  });
}
