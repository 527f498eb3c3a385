/**
 * Takes Grafana's place in a rehearsal, where its program is not available: it answers on Grafana's port, takes as much memory
 * (PLACEHOLDER_MIB of resident memory; default: 128), and says what it is.
 */
import { createServer } from "node:http";

const MIB = 1024 * 1024;
const wanted = Number(process.env.PLACEHOLDER_MIB ?? 128) * MIB;
/** Filled, or the kernel would not give the pages. */
const held = Buffer.alloc(Math.max(0, wanted - process.memoryUsage.rss()), 1);

const message = "This is a placeholder for Grafana: it takes Grafana's memory and shows no dashboards.";

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://placeholder");
  if (pathname === "/api/health") {
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        database: "ok",
        placeholder: true,
        message,
        residentMib: Math.round(process.memoryUsage.rss() / MIB),
        heldMib: Math.round(held.length / MIB),
      }),
    );
    return;
  }
  response.statusCode = pathname === "/" || pathname === "/login" ? 200 : 404;
  response.setHeader("content-type", "text/plain");
  response.end(`${message}\n`);
});
server.listen(Number(process.env.PORT ?? 3000), () => console.log(message));

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
