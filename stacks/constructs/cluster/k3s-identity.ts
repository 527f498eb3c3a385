import { Password } from "@cdktf/provider-random/lib/password";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { NodeRole } from "../../../services/contracts/node-role";
import { CertificateAuthority, type KeyPair } from "./certificate-authority";
import { deployer } from "./deployer";

/**
 * Who the cluster is, decided before it exists: its tokens, its certificate authorities and its first clients.
 * So the kubeconfig needs no visit to a machine, and the agent knows the server that it joins.
 */
export class K3sIdentity extends Construct {
  /** Admits further servers and encrypts the authorities in etcd; a snapshot is worthless without it. */
  readonly serverToken: string;
  /** Admits agents, nothing more. */
  readonly agentToken: string;
  /**
   * By which k3s knows a node again: a machine that takes the place of another has it too, and may take its name
   * (https://docs.k3s.io/architecture#how-agent-node-registration-works).
   */
  readonly nodePasswords: Readonly<Record<NodeRole, string>>;
  /** Certificate of the authority that the API server is signed by, PEM. */
  readonly serverCaCertificate: string;
  /** Certificate and key of an administrator. */
  readonly admin: KeyPair;
  /** Certificate and key of a pipeline, which may only do what its roles say. */
  readonly deployer: KeyPair;
  /**
   * What k3s reads from its folder server/tls before its first start: PEM by file name
   * (https://docs.k3s.io/cli/certificate#using-custom-ca-certificates).
   */
  readonly tlsFiles: Record<string, string>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.serverToken = this.secret("server-token");
    this.agentToken = this.secret("agent-token");
    this.nodePasswords = { server: this.secret("server-password"), agent: this.secret("agent-password") };
    const server = new CertificateAuthority(this, "server-ca", "server");
    const client = new CertificateAuthority(this, "client-ca", "client");
    const requestHeader = new CertificateAuthority(this, "request-header-ca", "request-header");
    const etcdPeer = new CertificateAuthority(this, "etcd-peer-ca", "etcd-peer");
    const etcdServer = new CertificateAuthority(this, "etcd-server-ca", "etcd-server");
    const serviceAccountKey = new PrivateKey(this, "service-account-key", { algorithm: "RSA", rsaBits: 2048 });
    this.tlsFiles = {
      ...files("server-ca", server),
      ...files("client-ca", client),
      ...files("request-header-ca", requestHeader),
      ...files("etcd/peer-ca", etcdPeer),
      ...files("etcd/server-ca", etcdServer),
      "service.key": serviceAccountKey.privateKeyPem,
    };
    this.serverCaCertificate = server.certificate;
    this.admin = client.issueClientCertificate("admin", "freehold-admin", "system:masters");
    this.deployer = client.issueClientCertificate("deployer", deployer.user, deployer.group);
  }

  /**
   * The token that an agent joins with. It pins the server's authority by the SHA-256 of its file, which k3s takes byte by
   * byte when the file holds one certificate (https://docs.k3s.io/cli/token#secure).
   */
  get joinToken(): string {
    return Fn.join("", ["K10", Fn.sha256(this.serverCaCertificate), "::node:", this.agentToken]);
  }

  private secret(id: string): string {
    return new Password(this, id, { length: 48, special: false }).result;
  }
}

function files(name: string, { certificate, privateKey }: KeyPair): Record<string, string> {
  return { [`${name}.crt`]: certificate, [`${name}.key`]: privateKey };
}
