import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { localDaprResources } from "../../dapr-components";
import { writeFiles } from "../../dapr-components/write-files";

const folder = mkdtempSync(path.join(tmpdir(), "freehold-dapr-"));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), "utf8"));

test("each resource has a file of its own, which is how Dapr finds the retry policy", () => {
  const resources = localDaprResources({ secretsFile: "secrets.json" });
  writeFiles(folder, resources);
  const files = readdirSync(path.join(folder, "resources"));
  expect(files).toContain("resiliency-freehold.yaml");
  expect([...files.map((file) => read(`resources/${file}`)), read("config.yaml")]).toEqual(
    expect.arrayContaining(resources),
  );
  expect(files).toHaveLength(resources.length - 1);
});
