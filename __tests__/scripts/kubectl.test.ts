import { Kubectl } from "../../scripts/operations/kubectl";
import { StubProgram } from "../helpers/stub-program";

test.each([
  [
    "The connection to the server 192.0.2.1:6443 was refused - did you specify the right host or port?",
    "6443 unreachable",
  ],
  ["Unable to connect to the server: dial tcp 192.0.2.1:6443: i/o timeout", "6443 unreachable"],
  ["Unable to connect to the server: net/http: TLS handshake timeout", "6443 unreachable"],
  [
    "Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired or is not yet valid",
    "Token or certificate expired",
  ],
  ["error: You must be logged in to the server (Unauthorized)", "npx freehold deploy bootstrap"],
  ['Error from server: Get "https://10.0.0.11:10250/containerLogs": dial tcp 10.0.0.11:10250: i/o timeout', undefined],
  ['Error from server (NotFound): nodes "x" not found', undefined],
])("%s: what kubectl says comes with the way out, where there is one", async (errors, fix) => {
  const kubectl = new StubProgram("kubectl");
  kubectl.answer({ match: "get nodes", status: 1, errors });
  await expect(new Kubectl("kubeconfig", kubectl.file).read(["get", "nodes"])).rejects.toMatchObject({
    problem: `kubectl get nodes failed:\n${errors}`,
    fix: fix === undefined ? undefined : expect.stringContaining(fix),
  });
});
