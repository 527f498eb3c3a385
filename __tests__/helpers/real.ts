import { type ComponentName, findComponent, howToGet } from "../../scripts/components/find";

/**
 * A suite that needs real components. Where one is missing, the suite is skipped and says how to get it; with
 * REQUIRE_REAL=1, as in CI, it fails instead.
 * @param body gets the place of each component that it named
 */
export function describeReal<Name extends ComponentName>(
  title: string,
  names: readonly Name[],
  body: (places: Record<Name, string>) => void,
): void {
  const found = names.map((name) => [name, findComponent(name)] as const);
  const missing = found.filter(([, place]) => place === undefined).map(([name]) => name);
  if (missing.length === 0) {
    describe(title, () => body(Object.fromEntries(found) as Record<Name, string>));
    return;
  }
  const how = missing.map((name) => `${name}: ${howToGet(name)}`).join("; ");
  if (process.env.REQUIRE_REAL === "1") {
    test(title, () => {
      throw new Error(`REQUIRE_REAL=1, but a component is missing. ${how}`);
    });
    return;
  }
  console.warn(`Skipped: ${title}. Missing ${how}`);
  test.skip(`${title} (missing ${missing.join(", ")})`, () => {});
}
