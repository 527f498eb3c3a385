import { createHash, createPrivateKey, createSign, type KeyObject } from "node:crypto";
import { OperationError } from "../operations/operation-error";
import type { OciCredentials } from "./credentials";

/** Oracle Cloud refused a request. */
export class OciError extends OperationError {
  override name = "OperationError";

  constructor(
    readonly status: number,
    request: string,
  ) {
    super(`${request} answers ${status}`, { fix: fixOf(status) });
  }
}

/** https://docs.oracle.com/iaas/Content/API/References/apierrors.htm says what each status means. */
function fixOf(status: number): string {
  if (status === 401)
    return "Key, fingerprint, user and tenancy must belong together: compare ~/.oci/config with My profile, API keys in the console. A new key takes a minute to count, and this machine's clock must be right";
  if (status === 403 || status === 404)
    return "The user may not do this: an administrator gives its group a policy; or the region is not the tenancy's";
  if (status === 429) return "Too many requests: wait a minute";
  return "Try again; https://ocistatus.oraclecloud.com tells of outages";
}

/**
 * Oracle Cloud's REST API, as far as the commands here need it. The signature is that of
 * https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm; Oracle's own package for it brings an HTTP
 * client of its own and a dozen more packages.
 */
export class OciClient {
  private readonly key: KeyObject;

  constructor(private readonly credentials: OciCredentials) {
    const { privateKey, passphrase } = credentials;
    try {
      this.key = createPrivateKey({ key: privateKey, passphrase });
    } catch {
      throw new OperationError("The private key of Oracle Cloud cannot be read", {
        fix: "Is key_file in ~/.oci/config the whole private key, and pass_phrase its passphrase?",
      });
    }
  }

  get tenancy(): string {
    return this.credentials.tenancy;
  }

  get region(): string {
    return this.credentials.region;
  }

  /**
   * Sends a request and gives the parsed answer.
   *
   * @param host first labels of the host name, with the region, such as `limits.eu-frankfurt-1.oci`
   * @throws {OciError} if the answer is no success; {OperationError} if there is none within 30 seconds
   */
  async request(method: "GET" | "POST", host: string, target: string, body?: object): Promise<unknown> {
    const url = `https://${host}.oraclecloud.com${target}`;
    const text = body && JSON.stringify(body);
    const headers = signedHeaders({ ...this.credentials, key: this.key }, method, new URL(url), text);
    let response: Response;
    try {
      response = await fetch(url, { method, headers, body: text, signal: AbortSignal.timeout(30_000) });
    } catch {
      throw new OperationError(`${new URL(url).host} cannot be reached`, {
        fix: `Is this machine online, and ${this.region} the name of a region?`,
      });
    }
    if (!response.ok) throw new OciError(response.status, `${method} ${url}`);
    const answer = await response.text();
    // What is deleted is answered with nothing.
    return answer === "" ? undefined : JSON.parse(answer);
  }
}

/** The headers of a request, the signature among them. */
export function signedHeaders(
  { tenancy, user, fingerprint, key }: Pick<OciCredentials, "tenancy" | "user" | "fingerprint"> & { key: KeyObject },
  method: string,
  url: URL,
  body?: string,
  now = new Date(),
): Record<string, string> {
  const signed: Record<string, string> = {
    "x-date": now.toUTCString(),
    "(request-target)": `${method.toLowerCase()} ${url.pathname}${url.search}`,
    host: url.host,
  };
  if (body !== undefined) {
    signed["content-length"] = String(Buffer.byteLength(body));
    signed["content-type"] = "application/json";
    signed["x-content-sha256"] = createHash("sha256").update(body).digest("base64");
  }
  const lines = Object.entries(signed).map(([name, value]) => `${name}: ${value}`);
  const signature = createSign("RSA-SHA256").update(lines.join("\n")).sign(key, "base64");
  const { "(request-target)": _, ...headers } = signed;
  return {
    ...headers,
    authorization: [
      'Signature version="1"',
      `keyId="${tenancy}/${user}/${fingerprint}"`,
      'algorithm="rsa-sha256"',
      `headers="${Object.keys(signed).join(" ")}"`,
      `signature="${signature}"`,
    ].join(","),
  };
}
