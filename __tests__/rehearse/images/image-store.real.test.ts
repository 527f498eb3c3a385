import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ImageStore } from "../../../scripts/rehearse/images/image-store";
import { startContainerd } from "../../../scripts/rehearse/images/private-containerd";
import { writeImage } from "../../../scripts/rehearse/images/write-image";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";

/** Text that only the files of one image have. */
const text = (name: string): string => `the text of ${name}\n`;

describeReal("the store of images", ["containerd"], ({ containerd }) => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "freehold-store-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const image = (name: string, content = text(name)) =>
    writeImage(
      {
        name: `registry.example/${name}:1`,
        files: [{ to: "/text", content }],
        entrypoint: ["/text"],
        user: "65532:65532",
      },
      path.join(folder, `${name}.tar`),
    );
  const store = () => new ImageStore(path.join(folder, "store"), containerd);
  const node = (name: string) => path.join(folder, name, "containerd");

  /** What a node's containerd says it has. */
  async function namesOf(root: string): Promise<string[]> {
    const running = await startContainerd(containerd, root);
    const images = await running.images();
    await running.stop();
    return images.map(({ name }) => name).sort();
  }

  /** The texts that are unpacked in a folder of containerd. */
  function textsOf(root: string): string[] {
    const snapshots = path.join(root, "io.containerd.snapshotter.v1.overlayfs", "snapshots");
    if (!existsSync(snapshots)) return [];
    const files = readdirSync(snapshots).map((snapshot) => path.join(snapshots, snapshot, "fs", "text"));
    return files.filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8"));
  }

  test("gives each node its images, unpacked, by name and by digest", async () => {
    const one = await image("one");
    await store().update([one]);
    store().copyTo(node("server"));
    store().copyTo(node("agent"));
    expect(textsOf(node("agent"))).toEqual([text("one")]);
    for (const name of ["server", "agent"]) {
      expect(await namesOf(node(name))).toEqual(
        ["registry.example/one:1", `registry.example/one@${one.digest}`].sort(),
      );
    }
  });

  test("follows what is wanted, and leaves the nodes what they have", async () => {
    const [one, two] = [await image("one"), await image("two")];
    await store().update([one, two]);
    store().copyTo(node("before"));
    const changed = await image("two", "changed\n");
    await store().update([changed]);
    store().copyTo(node("after"));
    expect(textsOf(node("after"))).toEqual(["changed\n"]);
    expect(await namesOf(node("after"))).toHaveLength(2);
    expect(textsOf(node("before")).sort()).toEqual([text("one"), text("two")]);
    expect(await namesOf(node("before"))).toHaveLength(4);
  });

  test("starts nothing when it holds what is wanted", async () => {
    const one = await image("one");
    await store().update([one]);
    await new ImageStore(path.join(folder, "store"), "/missing/containerd").update([one]);
  });

  test("imports again what a crash may have cut short", async () => {
    const [one, two] = [await image("one"), await image("two")];
    await store().update([one]);
    const archive = readFileSync(two.archive);
    writeFileSync(two.archive, archive.subarray(0, 2000));
    await expect(store().update([one, two])).rejects.toThrow("two.tar");
    writeFileSync(two.archive, archive);
    await store().update([one, two]);
    store().copyTo(node("server"));
    expect(textsOf(node("server")).sort()).toEqual([text("one"), text("two")]);
  });

  test("keeps what a node has written", async () => {
    await store().update([await image("one")]);
    mkdirSync(node("server"), { recursive: true });
    expect(() => store().copyTo(node("server"))).toThrow("is there already");
  });

  test("its containerd ends with the process that started it", async () => {
    const script = `
      require("tsx/cjs");
      const { startContainerd } = require("./scripts/rehearse/images/private-containerd");
      startContainerd(${JSON.stringify(containerd)}, ${JSON.stringify(node("orphan"))}).then(() => console.log("up"));`;
    const child = spawn(process.execPath, ["-e", script], { env: { ...process.env, TMPDIR: folder } });
    await once(child.stdout, "data");
    const left = () =>
      readdirSync("/proc")
        .filter((pid) => /^\d+$/.test(pid) && existsSync(`/proc/${pid}/cmdline`))
        .filter((pid) => commandOf(pid).includes(folder) && commandOf(pid).startsWith(containerd));
    expect(left()).toHaveLength(1);
    child.kill("SIGKILL");
    await until("containerd has ended", () => left().length === 0);
    expect(await namesOf(node("orphan"))).toEqual([]);
  });
});

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
