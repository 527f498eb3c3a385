import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { addresses } from "../machine/addresses";
import { kubeconfig } from "./kubeconfig";
import type { NodeFiles } from "./node-files";
import { type Authority, sign } from "./sign";

/** Writes certificates and kubeconfigs of the components, signed by the authorities of the stack bootstrap, as k3s signs its own. */
export class Identity {
  private readonly tls: string;
  private readonly apiServer: string;

  constructor(private readonly server: NodeFiles) {
    this.tls = path.join(server.root, "var/lib/rancher/k3s/server/tls");
    this.apiServer = `https://${server.config["node-ip"]}:6443`;
  }

  /** Files of an authority: `server`, `client` or `request-header`. */
  authority(name: "server" | "client" | "request-header"): Authority {
    return { certificate: path.join(this.tls, `${name}-ca.crt`), key: path.join(this.tls, `${name}-ca.key`) };
  }

  /** File with the key that signs the tokens of service accounts. */
  get serviceKey(): string {
    return path.join(this.tls, "service.key");
  }

  /** A kubeconfig file for a component of the cluster; answers its path. */
  client(folder: string, name: string, commonName: string, organization?: string): string {
    const { certificate, key } = sign({ authority: this.authority("client"), commonName, organization });
    return write(folder, `${name}.kubeconfig`, kubeconfig(this.apiServer, this.serverAuthority(), certificate, key));
  }

  /** The certificate and the key of a client of the cluster; answers the paths of their files. */
  clientPair(folder: string, name: string, commonName: string, organization: string) {
    return pair(folder, name, sign({ authority: this.authority("client"), commonName, organization }));
  }

  /** A serving certificate; answers the paths of its files. */
  serving(folder: string, name: string, names: string[]): { certificate: string; key: string } {
    return pair(folder, name, sign({ authority: this.authority("server"), commonName: name, names }));
  }

  /** What the API server shows to extension servers such as metrics-server. */
  proxyClient(folder: string): { certificate: string; key: string } {
    return pair(
      folder,
      "proxy",
      sign({ authority: this.authority("request-header"), commonName: "system:auth-proxy" }),
    );
  }

  /** Names that the API server is asked by. */
  get apiServerNames(): string[] {
    return [
      ...["kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"].map(
        (name) => `DNS:${name}`,
      ),
      ...["10.43.0.1", "127.0.0.1", this.server.config["node-ip"], addresses.loadBalancer].map((each) => `IP:${each}`),
    ];
  }

  private serverAuthority(): string {
    return readFileSync(this.authority("server").certificate, "utf8");
  }
}

function write(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

const pair = (folder: string, name: string, pem: { certificate: string; key: string }) => ({
  certificate: write(folder, `${name}.crt`, pem.certificate),
  key: write(folder, `${name}.key`, pem.key),
});
