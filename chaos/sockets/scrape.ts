/** How many sockets the service has cut off, by reason, as its metrics say. */
export async function cutsOf(url: URL): Promise<Record<string, number>> {
  const text = await (await fetch(new URL("/metrics", url))).text();
  const found = text.matchAll(/^freehold_websocket_cut_total\{reason="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...found].map(([, reason = "", times]) => [reason, Number(times)]));
}
