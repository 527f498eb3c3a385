import { findSnapshot } from "../../../scripts/restore/newest-snapshot";
import { testOciClient } from "../../helpers/oci-client";

const client = testOciClient();
const bucket = { bucket: "freehold-backups", namespace: "examplens" };

/** The bucket, listed in pages. */
function listing(...pages: string[][]): void {
  jest.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
    const start = Number(new URL(String(url)).searchParams.get("start"));
    const next = start + 1 < pages.length ? { nextStartWith: String(start + 1) } : {};
    return new Response(JSON.stringify({ objects: (pages[start] ?? []).map((name) => ({ name })), ...next }));
  });
}
afterEach(() => jest.restoreAllMocks());

test("the newest is the one taken last, whatever its name, on whichever page", async () => {
  listing(
    ["before-upgrade-freehold-server-1780000000", "etcd-snapshot-freehold-server-1770000000"],
    ["etcd-snapshot-freehold-server-1790000000", "readme.txt"],
  );
  expect(await findSnapshot(client, bucket)).toEqual({
    name: "etcd-snapshot-freehold-server-1790000000",
    taken: new Date(1_790_000_000_000),
  });
});

test("a name finds that one, or says which there are", async () => {
  listing(["etcd-snapshot-freehold-server-1770000000"]);
  expect((await findSnapshot(client, bucket, "etcd-snapshot-freehold-server-1770000000")).taken).toBeInstanceOf(Date);
  await expect(findSnapshot(client, bucket, "etcd")).rejects.toThrow(
    /no snapshot etcd. The newest are: etcd-snapshot-/,
  );
});

test("an empty bucket is refused", async () => {
  listing([]);
  await expect(findSnapshot(client, bucket)).rejects.toThrow("holds no snapshot");
});

test("the last page may say that none follows by null as well as by nothing", async () => {
  const objects = [{ name: "etcd-snapshot-freehold-server-1790000000" }];
  jest.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ objects, nextStartWith: null }));
  expect((await findSnapshot(client, bucket)).name).toBe(objects[0]?.name);
});
