import { createHash, createSign } from "node:crypto";

/** Who asks: an API key of a user (https://docs.oracle.com/iaas/Content/API/Concepts/apisigningkey.htm). */
export interface OciKey {
  readonly tenancy: string;
  readonly user: string;
  readonly fingerprint: string;
  /** PEM. */
  readonly privateKey: string;
}

/**
 * Asks Oracle Cloud's API, signed as it demands (https://docs.oracle.com/iaas/Content/API/Concepts/signingrequests.htm).
 *
 * @throws {Error} with the answer, if it is not a success
 */
export async function ociRequest(
  key: OciKey,
  method: "GET" | "POST",
  address: string,
  body?: object,
): Promise<unknown> {
  const url = new URL(address);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers: Record<string, string> = {
    date: new Date().toUTCString(),
    host: url.host,
    ...(text !== undefined && {
      "content-length": String(Buffer.byteLength(text)),
      "content-type": "application/json",
      "x-content-sha256": createHash("sha256").update(text).digest("base64"),
    }),
  };
  const response = await fetch(url, {
    method,
    body: text,
    headers: { ...headers, authorization: authorization(key, method, url, headers) },
    signal: AbortSignal.timeout(30_000),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`Oracle Cloud answers ${response.status} to ${method} ${url.pathname}: ${answer}`);
  return answer === "" ? undefined : JSON.parse(answer);
}

function authorization(key: OciKey, method: string, url: URL, headers: Record<string, string>): string {
  const target = `${method.toLowerCase()} ${url.pathname}${url.search}`;
  const signed = { "(request-target)": target, ...headers };
  const lines = Object.entries(signed).map(([name, value]) => `${name}: ${value}`);
  const signature = createSign("RSA-SHA256").update(lines.join("\n")).sign(key.privateKey, "base64");
  const keyId = `${key.tenancy}/${key.user}/${key.fingerprint}`;
  return `Signature version="1",headers="${Object.keys(signed).join(" ")}",keyId="${keyId}",algorithm="rsa-sha256",signature="${signature}"`;
}
