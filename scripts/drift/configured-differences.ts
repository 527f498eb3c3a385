import { isDeepStrictEqual } from "node:util";

type Attributes = Record<string, unknown>;

/**
 * The configured attributes of a resource that a plan changes, by name. Inside of blocks, too, only what is configured
 * counts: what Oracle Cloud or Kubernetes adds beside it is theirs to choose.
 *
 * @param expressions the attributes as the configuration has them, in the form of Terraform's JSON
 * @param unknown what is known after the apply only: `true` for a value, and objects without one for none
 */
export function differingAttributes(
  expressions: Attributes,
  before: Attributes,
  after: Attributes,
  unknown: Attributes,
): string[] {
  return Object.keys(expressions)
    .filter((name) => {
      const expression = expressions[name];
      if (hasUnknown(expression, unknown[name])) return true;
      return !isDeepStrictEqual(configuredPart(expression, before[name]), configuredPart(expression, after[name]));
    })
    .sort();
}

/** Whether something that is configured is known after the apply only. */
function hasUnknown(expression: unknown, unknown: unknown): boolean {
  if (unknown === true) return true;
  if (typeof unknown !== "object" || unknown === null) return false;
  return Object.entries(unknown).some(([key, value]) => {
    // The elements of a list have the expressions of its blocks; they stand in no order.
    if (Array.isArray(unknown)) return hasUnknown(merged(expression), value);
    const inner = isObject(expression) && !isLeaf(expression) ? expression[key] : isLeaf(expression) ? {} : undefined;
    return inner !== undefined && hasUnknown(inner, value);
  });
}

/** What of a value is configured, in a form in which two of them can be compared. */
function configuredPart(expression: unknown, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (isLeaf(expression)) return constantPart(expression, value);
  const inner = merged(expression);
  if (Array.isArray(value)) {
    // Blocks of a set come in any order.
    return value.map((element) => JSON.stringify(sorted(configuredPart(inner, element)))).sort();
  }
  if (!isObject(value) || !isObject(inner)) return value;
  return Object.fromEntries(Object.keys(inner).map((key) => [key, configuredPart(inner[key], value[key])]));
}

/** Of an object that is written out, the keys that are written; anything else whole. */
function constantPart(expression: Attributes, value: unknown): unknown {
  const pattern = expression.constant_value;
  const part = (like: unknown, of: unknown): unknown => {
    if (!isObject(like) || !isObject(of)) return of ?? null;
    return Object.fromEntries(Object.keys(like).map((key) => [key, part(like[key], of[key])]));
  };
  // Of a map every key counts: one that somebody has added too.
  return isObject(pattern) && Object.values(pattern).some(isObject) ? part(pattern, value) : value;
}

/** All that the blocks of a list configure. */
function merged(expression: unknown): unknown {
  if (!Array.isArray(expression)) return expression;
  const all: Attributes = {};
  for (const block of expression.filter(isObject)) {
    for (const [key, value] of Object.entries(block)) {
      const known = all[key];
      all[key] = Array.isArray(known) && Array.isArray(value) ? [...known, ...value] : (known ?? value);
    }
  }
  return all;
}

const isObject = (value: unknown): value is Attributes =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An expression rather than a block: a constant, or references to something else, or neither of which Terraform tells. */
function isLeaf(expression: unknown): expression is Attributes {
  if (!isObject(expression)) return expression === undefined;
  const keys = Object.keys(expression);
  return keys.every((key) => key === "constant_value" || key === "references");
}

/** The same with its keys in order, so that two texts of it can be compared. */
function sorted(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
