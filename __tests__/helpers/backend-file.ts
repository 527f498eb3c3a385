import { tokenFor } from "./backend";

/** Reads a route that answers a file, as a user. */
export async function fileOf(url: string, user: string, path: string): Promise<{ text: string; headers: Headers }> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${await tokenFor(user)}` } });
  const text = await response.text();
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${text}`);
  return { text, headers: response.headers };
}
