import { randomBytes } from "node:crypto";
import type { Answer } from "./backend";

/** Asks as the page does in a browser: from its own origin, with the cookie that it was given last. */
export function browserClient(url: () => string) {
  let cookie: string | undefined;
  // Tries to sign in are counted by address.
  const address = `2001:db8::${randomBytes(2).toString("hex")}`;
  const pageUrl = () => url().replace("127.0.0.1", "localhost");
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<Answer> => {
    const all = {
      ...{
        origin: pageUrl(),
        cookie,
        "x-forwarded-for": address,
        "content-type": body === undefined ? undefined : "application/json",
      },
      ...headers,
    };
    const sent = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    const response = await fetch(`${pageUrl()}${path}`, {
      ...{ method, headers: sent.map(([name, value]): [string, string] => [name, value]) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const [given] = response.headers.getSetCookie();
    if (given !== undefined) [cookie] = given.split(";");
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { call, pageUrl, cookie: () => cookie };
}
