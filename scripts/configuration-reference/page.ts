import { allDefinitions } from "../../services/definitions";
import { allExporters } from "../../services/exporters";
import { groupBy } from "../../services/runtime/core/group-by";
import { runtimeSettings } from "../../services/runtime/definition";
import { configurationKeys, descriptionOf, type Key, settingKeys } from "./keys";

/** Keys that repeat for each member of a family: one row describes all of them. */
const families: readonly { of: RegExp; as: string }[] = [
  { of: /^nodes\.([\w-]+)\./, as: "nodes.<role>." },
  { of: /^platform\.charts\.([\w-]+)\./, as: "platform.charts.<chart>." },
  { of: /^apps\.services\.([\w-]+)\./, as: "apps.services.<service>." },
];
const resource = /^(.+)\.(requests|limits)\.(cpuMillis|memoryMib)$/;

/** The page, as Markdown. */
export function configurationReference(): string {
  const keys = configurationKeys();
  const rows = merged(keys.filter(({ path }) => !resource.test(path)));
  const bySection = groupBy(rows, ({ path }) => path.split(".")[0] ?? "");
  const tables = [...bySection].map(([section, ofSection]) => `## ${section}\n\n${ofSection.map(line).join("\n")}\n`);
  return `# Configuration

The keys of \`freehold.config.ts\` and the [environment variables](#environment-of-every-process) of our processes. \`npm run synth\` names
each mistake, with the fix. Account data and secrets are [variables](../../.env.example). Defaults are in parentheses, ranges at the end.
\`npx freehold config:reference\` writes this page.

${tables.join("\n")}
${containers(keys)}
${environment()}`;
}

/** What processes read from their environment, by who declares it. */
function environment(): string {
  const owners = [...allDefinitions, ...allExporters].flatMap(({ name, settings }) =>
    Object.keys(settings).length > 0
      ? [`\n## Environment of ${name}\n`, settingKeys(settings).map(line).join("\n")]
      : [],
  );
  return [
    "## Environment of every process\n\nThe stacks set these in the cluster, you where you start a process. Logs hide secrets and passwords in URLs.\n",
    settingKeys(runtimeSettings).map(line).join("\n"),
    ...owners,
    "",
  ].join("\n");
}

function line({ path, required, default: value, values, unit, secret, what }: Key): string {
  const choices = [...values.matchAll(/`"?([^`"]+)"?`/g)].map(([, choice = ""]) => choice);
  const isNamed = choices.every((choice) => what.includes(choice));
  const described = choices.length > 0 && !isNamed ? `${what.replace(/\.$/, "")}: ${values}.` : what;
  const range = values && choices.length === 0 ? ` ${[values, unit].join(" ").trim()}.` : "";
  const given = required ? " (required)" : value ? ` (${value})` : "";
  return `- \`${path}\`${given}: ${described}${range}${secret && ` ${secret}`}`;
}

/** One row for each key of a family; its default names who differs from most. */
function merged(keys: readonly Key[]): Key[] {
  const named = keys.map((key) => {
    const family = families.find(({ of }) => of.test(key.path));
    const [, member = ""] = family?.of.exec(key.path) ?? [];
    return { key: family ? { ...key, path: key.path.replace(family.of, family.as) } : key, member };
  });
  return [...groupBy(named, ({ key }) => key.path).values()].flatMap((members) => {
    const byDefault = [...groupBy(members, ({ key }) => key.default)].sort(([, a], [, b]) => b.length - a.length);
    const [first] = members;
    if (!first || byDefault.length === 1) return first ? [first.key] : [];
    const [most = ["", []], ...others] = byDefault;
    const exceptions = others.map(([value, who]) => `${who.map(({ member }) => member).join(", ")} ${value}`);
    return [{ ...first.key, default: [most[0], ...exceptions].join("; ") }];
  });
}

/** What every container requests and is limited to. */
function containers(keys: readonly Key[]): string {
  const figures = new Map<string, string[]>();
  for (const { path, default: value } of keys) {
    const [, container = "", , unit] = resource.exec(path) ?? [];
    if (!container) continue;
    figures.set(container, [
      ...(figures.get(container) ?? []),
      `${value.replaceAll("`", "")}${unit === "cpuMillis" ? "m" : "Mi"}`,
    ]);
  }
  const usual = mostFrequent([...figures].filter(([name]) => isService(name)).map(([, each]) => String(each)));
  const rows = [...figures].flatMap(([container, [cpu, memory, cpuLimit, memoryLimit]]) => {
    const isUsual = isService(container) && String(figures.get(container)) === usual;
    const name = isUsual ? "apps.services.<service>" : container;
    const what = isService(container) ? "A service." : descriptionOf(container);
    return `- \`${name}\` (${cpu}, ${memory}; ${cpuLimit}, ${memoryLimit}): ${what}`;
  });
  return `## Container resources

Each container takes \`requests\` and \`limits\`, each with \`cpuMillis\` (1–80000) and \`memoryMib\` (4–524288). In
parentheses are both defaults.

${[...new Set(rows)].join("\n")}
`;
}

const isService = (container: string) => container.startsWith("apps.services.");

const mostFrequent = (values: readonly string[]): string | undefined =>
  [...groupBy(values, (value) => value)].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
