import type { BuildOptions, Plugin } from "esbuild";
import { jobNames } from "../../services/contracts/jobs";
import { serviceNames } from "../../services/definitions";
import { exporterNames } from "../../services/exporters";

/**
 * How every program begins. In a container it is PID 1, to which the kernel gives no signal without a handler. Loading the
 * rest takes seconds on a busy node; a SIGTERM meanwhile would be lost, and the pod would go on until it is killed.
 * A service has done nothing yet, and ends well; a job has not done its work.
 */
export const earlyStop =
  'for (const signal of ["SIGTERM","SIGINT"]) process.on(signal, () => process.exit(__filename.includes("/scripts/") ? 143 : 0));';

/** A package that services load by name. */
const lazyPackage = (name: string, out: string) => ({
  imported: new RegExp(`^${name}$`),
  file: { in: name, out: `services/runtime/${out}` },
});

/**
 * What services load when they need it, from files beside theirs: Node would read it at each start otherwise. Traces are off by
 * default, Kafka's client is for one transport, keys, zones and an OpenID provider come with a request or an event. Fastify would
 * check and write JSON by the last two, which zod does here (services/runtime/http/http.ts).
 */
export const lazyModules = [
  {
    imported: /\/telemetry\/otlp-traces$/,
    file: { in: "services/runtime/telemetry/otlp-traces.ts", out: "services/runtime/telemetry/otlp-traces" },
  },
  lazyPackage("kafkajs", "transports/kafkajs"),
  lazyPackage("jose", "http/jose"),
  lazyPackage("openid-client", "http/openid-client"),
  lazyPackage("temporal-polyfill", "core/temporal-polyfill"),
  lazyPackage("@fastify/ajv-compiler", "http/ajv-compiler"),
  lazyPackage("@fastify/fast-json-stringify-compiler", "http/fast-json-stringify-compiler"),
];

/** From the file of any service, as scripts/build.ts places them. */
export const lazyModulesStayOutside: Plugin = {
  name: "lazy-modules",
  setup: ({ onResolve }) => {
    for (const { imported, file } of lazyModules)
      onResolve({ filter: imported }, () => ({ path: `${file.out.replace("services", "..")}.js`, external: true }));
  },
};

/** How a program of ours becomes one file that Node runs. */
export const bundleOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  // pg loads pg-native if it is there; its own implementation is used.
  external: ["pg-native"],
  // pg makes a Response to find out whether it runs at Cloudflare. Node would load its whole HTTP client for it, at each start.
  // No other code that a service loads at its start asks for one by its name.
  define: { Response: "undefined" },
  // What is only there to be read takes memory in each process, and a single character beyond Latin-1, as comments of
  // packages have some, doubles that of the whole file. Names stay, and lines are short enough for a stack trace.
  minifyWhitespace: true,
  lineLimit: 200,
  legalComments: "external",
} as const satisfies BuildOptions;

/** What the image runs: a program each. */
export const programs: readonly string[] = [
  ...[...serviceNames, ...exporterNames].map((name) => `services/${name}/main.ts`),
  ...jobNames.map((name) => `scripts/${name}.ts`),
];
