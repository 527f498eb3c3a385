import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ImageSpec } from "../../../scripts/rehearse/images/image-spec";
import { writeImage } from "../../../scripts/rehearse/images/write-image";
import { readArchive } from "./read-archive";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "freehold-archive-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder with a program, a text and a link to the text, written with these modes. */
function source(name: string, text: string, mode = 0o644): string {
  const place = path.join(folder, name);
  mkdirSync(path.join(place, "inside"), { recursive: true });
  writeFileSync(path.join(place, "inside", "text"), text);
  chmodSync(path.join(place, "inside", "text"), mode);
  symlinkSync("text", path.join(place, "inside", "link"));
  writeFileSync(path.join(place, "program"), "#!/bin/sh\n", { mode: 0o700 });
  return place;
}

const spec = (from: string, more: Partial<ImageSpec> = {}): ImageSpec => ({
  name: "registry.example/team/app:1",
  base: [{ to: "/tmp", emptyFolder: true, mode: 0o1777 }],
  files: [
    { from, to: "/app" },
    { to: "/etc/motd", content: "hello" },
  ],
  entrypoint: ["/app/program"],
  user: "65532:65532",
  ...more,
});
const archive = (name = "image.tar") => path.join(folder, "archives", name);

test("the archive holds the image under its name and its digest, layer by layer", async () => {
  const { digest, reference } = await writeImage(spec(source("a", "one")), archive());
  const { layout, names, digests, layerDigests, image } = await readArchive(archive());
  expect(layout).toEqual({ imageLayoutVersion: "1.0.0" });
  expect(names).toEqual(["registry.example/team/app:1", reference]);
  expect(reference).toBe(`registry.example/team/app@${digest}`);
  expect(digests).toEqual([digest]);
  expect(layerDigests).toHaveLength(2);
  expect(image.rootfs.diff_ids).toEqual(layerDigests);
});

test("files belong to root and keep content and whether they run; links are followed", async () => {
  await writeImage(spec(source("a", "one", 0o600)), archive());
  const { files } = await readArchive(archive());
  expect([...files.keys()].sort()).toEqual(
    ["/app", "/app/inside", "/app/inside/link", "/app/inside/text", "/app/program", "/etc", "/etc/motd", "/tmp"].sort(),
  );
  for (const { header } of files.values()) expect(header).toMatchObject({ uid: 0, gid: 0, mtime: new Date(0) });
  expect(files.get("/app/inside/link")?.content.toString()).toBe("one");
  expect(files.get("/app/inside/text")?.header.mode).toBe(0o644);
  expect(files.get("/app/program")?.header.mode).toBe(0o755);
  expect(files.get("/tmp")?.header).toMatchObject({ type: "directory", mode: 0o1777 });
});

test("the same content gives the same bytes, from another folder and at another time", async () => {
  const [one, other] = [source("a", "one"), source("b", "one")];
  utimesSync(path.join(other, "program"), 1, 1);
  const digests = [await writeImage(spec(one), archive("1.tar")), await writeImage(spec(other), archive("2.tar"))];
  expect(digests[0]?.digest).toBe(digests[1]?.digest);
  expect(readFileSync(archive("1.tar")).equals(readFileSync(archive("2.tar")))).toBe(true);
});

test("another content, mode or setting gives another digest", async () => {
  const from = source("a", "one");
  const digest = async (changed: ImageSpec) => (await writeImage(changed, archive())).digest;
  const digests = [
    await digest(spec(from)),
    await digest(spec(source("b", "two"))),
    await digest(spec(from, { files: [{ from, to: "/app", mode: 0o700 }] })),
    await digest(spec(from, { env: { NODE_ENV: "production" } })),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test("an archive that holds the image already is left alone; one of another name is written again", async () => {
  const from = source("a", "one");
  const written = async (changed: ImageSpec) => {
    await writeImage(changed, archive());
    return statSync(archive()).ino;
  };
  const first = await written(spec(from));
  expect(await written(spec(from))).toBe(first);
  await writeImage(spec(from, { name: "registry.example/team/other:1" }), archive());
  expect((await readArchive(archive())).names[0]).toBe("registry.example/team/other:1");
});

test("the upper layer holds only what the lower one lacks, and leaves its folders as they are", async () => {
  const from = source("a", "one");
  const base: ImageSpec["base"] = [
    { to: "/tmp", emptyFolder: true, mode: 0o1777 },
    { to: "/etc/motd", content: "hello" },
    { from: path.join(from, "program"), to: "/bin/program" },
  ];
  const files: ImageSpec["files"] = [
    ...base,
    { to: "/etc/motd", content: "hello", mode: 0o600 },
    { from: path.join(from, "inside"), to: "/tmp/inside" },
  ];
  await writeImage(spec(from, { base, files: files.slice(2) }), archive());
  const { layers, files: all } = await readArchive(archive());
  expect(layers[1]).toEqual(["/etc/motd", "/tmp/inside", "/tmp/inside/link", "/tmp/inside/text"]);
  expect(all.get("/tmp")?.header.mode).toBe(0o1777);
  expect(all.get("/etc/motd")?.header.mode).toBe(0o600);
});

test("a path longer than a tar header arrives whole", async () => {
  const to = `/${"deep/".repeat(40)}${"é".repeat(60)}`;
  await writeImage(spec(source("a", "one"), { files: [{ to, content: "x" }] }), archive());
  expect((await readArchive(archive())).files.get(to)?.content.toString()).toBe("x");
});

test("a registry's port is not taken for a tag", async () => {
  const { digest } = await writeImage(spec(source("a", "one"), { name: "localhost:5000/app" }), archive());
  expect((await readArchive(archive())).names).toContain(`localhost:5000/app@${digest}`);
});

test("two different files for one path are refused by name", async () => {
  const files = [
    { to: "/etc/motd", content: "one" },
    { to: "/etc/motd", content: "two" },
  ];
  await expect(writeImage(spec(source("a", "one"), { files }), archive())).rejects.toThrow("/etc/motd");
});

test("a missing file leaves the archive before it in place", async () => {
  const from = source("a", "one");
  const { digest } = await writeImage(spec(from), archive());
  const files = [{ from: path.join(folder, "missing"), to: "/app" }];
  await expect(writeImage(spec(from, { files }), archive())).rejects.toThrow("missing");
  expect((await readArchive(archive())).digests).toEqual([digest]);
});
