import { z } from "zod";
import lock from "../package-lock.json";

const entrySchema = z.looseObject({
  link: z.boolean().default(false),
  inBundle: z.boolean().default(false),
  integrity: z.string().optional(),
});

/** What npm fetches from a registry: not our own folders, and not what comes inside of another package. */
const fetched = Object.entries(lock.packages)
  .map(([path, entry]) => ({ path, ...entrySchema.parse(entry) }))
  .filter(({ path, link, inBundle }) => path.includes("node_modules/") && !link && !inBundle);

test("every package that is fetched is compared with its hash, those of other platforms too", () => {
  expect(fetched.length).toBeGreaterThan(1000);
  expect(fetched.filter(({ integrity }) => !integrity?.startsWith("sha512-")).map(({ path }) => path)).toEqual([]);
});
