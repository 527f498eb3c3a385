import { createHash, createPrivateKey, createSign, type KeyObject } from "node:crypto";
import { OperationError } from "../operations/operation-error";
import type { OciCredentials } from "./credentials";

/** Oracle Cloud refused a request. */
export class OciError extends OperationError {
  override name = "OperationError";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
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
      throw new OperationError(
        "The private key of Oracle Cloud cannot be read: is it whole, and the passphrase right?",
      );
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
      throw new OperationError(`${new URL(url).host} cannot be reached: is the region ${this.region} right?`);
    }
    if (!response.ok) throw new OciError(response.status, `${method} ${url} answers ${response.status}`);
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
