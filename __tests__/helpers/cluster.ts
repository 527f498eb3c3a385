import { Sandbox } from "../cloud-init/sandbox";
import { synthesise } from "../stacks/synthesise";
import { Submitter } from "./dry-run";
import { type KubernetesClient, kubernetesClient, startApiServer } from "./kube-apiserver";
import { renderBootstrap } from "./render-bootstrap";

export interface Cluster {
  /** As the administrator. */
  client: KubernetesClient;
  submitter: Submitter;
  /** The administrator's kubeconfig, with the port that the API server has here. */
  kubeconfig: string;
  stop(): Promise<void>;
}

/** A real API server with the identity and the arguments of the stack bootstrap; nothing runs on it. */
export async function startCluster(programs: { etcd: string; "kube-apiserver": string }): Promise<Cluster> {
  const rendered = await renderBootstrap(synthesise().bootstrap, { loadBalancerIp: "127.0.0.1" });
  const machine = new Sandbox().install(rendered.server);
  const { status, output } = machine.run("/opt/freehold/configure-k3s.sh");
  if (status !== 0) throw new Error(output);
  const kubeconfig = rendered.output("kubeconfig");
  const server = await startApiServer(
    programs,
    machine,
    async (port) => (await kubernetesClient(kubeconfig, port).call("GET", "/readyz")).status === 200,
  );
  const client = kubernetesClient(kubeconfig, server.port);
  return {
    client,
    submitter: new Submitter(client),
    kubeconfig: kubeconfig.replace(/(https:\/\/127\.0\.0\.1):\d+/, `$1:${server.port}`),
    stop: async () => {
      await server.stop();
      machine.remove();
    },
  };
}
