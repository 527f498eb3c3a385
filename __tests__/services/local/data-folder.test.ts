import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import pg from "pg";
import { z } from "zod";
import { usePrograms } from "./program";

const { newFolder, startIn, clientOf, urlOf } = usePrograms();

const portOf = (folder: string) =>
  Number(readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[3]);
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

/** What another account gets, which knows everything but the password. */
async function connectAs(port: number, password?: string) {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "freehold", database: "postgres", password });
  client.on("error", () => {});
  try {
    await client.connect();
    return "connected";
  } catch (error) {
    return error instanceof Error ? error.message : error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The key that browsers subscribe with. */
async function pushKeyOf(program: Parameters<typeof urlOf>[0]) {
  const response = await fetch(`${await urlOf(program)}/api/push-subscriptions`);
  return z.object({ publicKey: z.string() }).parse(await response.json()).publicKey;
}

test("another account of the machine can neither connect to the database nor read its password, also after an update", async () => {
  const folder = newFolder();
  const [password, hba] = ["freehold.password", "pg_hba.conf"].map((name) => path.join(folder, "postgres", name));
  const first = startIn(folder);
  const { id } = await (await clientOf(first)).create({ title: "Stay" });
  const expectLocked = async () => {
    expect(await connectAs(portOf(folder))).toMatch(/password/);
    expect(await connectAs(portOf(folder), "freehold")).toMatch(/password authentication failed/);
    expect(await connectAs(portOf(folder), readFileSync(password ?? "", "utf8").trim())).toBe("connected");
    expect([
      modeOf(password ?? ""),
      modeOf(path.dirname(password ?? "")),
      modeOf(path.join(folder, "postgres.log")),
      modeOf(path.join(folder, "push-key.pem")),
    ]).toEqual(["600", "700", "600", "600"]);
  };
  await expectLocked();
  const pushKey = await pushKeyOf(first);
  expect(pushKey).toMatch(/^B[\w-]{86}$/);
  first.kill("SIGTERM");
  expect(await first.exitCode).toBe(0);

  // As an earlier release left it.
  writeFileSync(hba ?? "", "host all all 127.0.0.1/32 trust\n");
  const second = startIn(folder);
  expect(await (await clientOf(second)).list()).toEqual([expect.objectContaining({ id })]);
  await expectLocked();
  // With another one the browsers would have to subscribe again.
  expect(await pushKeyOf(second)).toBe(pushKey);
});

test("a folder that is there keeps its owner and mode; one that is not is made, with its parents", async () => {
  const folder = newFolder();
  // No mode that a program would choose.
  chmodSync(folder, 0o751);
  const before = statSync(folder);
  const program = startIn(folder);
  await urlOf(program);
  const { uid, gid, mode } = statSync(folder);
  expect({ uid, gid, mode }).toEqual({ uid: before.uid, gid: before.gid, mode: before.mode });
  program.kill("SIGTERM");
  await program.exitCode;

  const link = path.join(newFolder(), "link");
  symlinkSync(folder, link);
  await urlOf(startIn(link));

  const deep = path.join(newFolder(), "not", "there");
  await urlOf(startIn(deep));
  expect(existsSync(path.join(deep, "postgres", "PG_VERSION"))).toBe(true);
});

test.each<[string, RegExp, (folder: string) => string]>([
  [
    "with other things in it",
    /^DATA_FOLDER_FOREIGN: .+ is not empty \(photos\), and nothing in it was changed\. .+--data\.\n$/,
    (folder) => {
      mkdirSync(path.join(folder, "photos"));
      return folder;
    },
  ],
  [
    "with a database of somebody else",
    /^DATA_FOLDER_FOREIGN: .+ holds a database that "npm start" did not make, and nothing in it was changed\. .+\n$/,
    (folder) => {
      mkdirSync(path.join(folder, "postgres"));
      writeFileSync(path.join(folder, "postgres", "PG_VERSION"), "18\n");
      writeFileSync(path.join(folder, "postgres", "postmaster.opts"), '/usr/lib/postgresql/18/bin/postgres "-D" "x"\n');
      return folder;
    },
  ],
  [
    "that is a file",
    /^DATABASE_START_FAILED: .+file could not be made: .*file.+--data\.\n$/,
    (folder) => {
      writeFileSync(path.join(folder, "file"), "");
      return path.join(folder, "file");
    },
  ],
  [
    "below a file",
    /^DATABASE_START_FAILED: .+could not be made: ENOTDIR.+--data\.\n$/,
    (folder) => {
      writeFileSync(path.join(folder, "file"), "");
      return path.join(folder, "file", "data");
    },
  ],
  [
    "that links to nowhere",
    /^DATABASE_START_FAILED: .+could not be made: ENOENT.+--data\.\n$/,
    (folder) => {
      symlinkSync(path.join(folder, "nowhere"), path.join(folder, "link"));
      return path.join(folder, "link");
    },
  ],
  ["that cannot be written", /^DATABASE_START_FAILED: .+could not be made: .+--data.+\n$/, () => "/proc/freehold"],
])("a folder %s is refused in one line, and stays as it was", async (_what, line, make) => {
  const folder = newFolder();
  const given = make(folder);
  const before = readdirSync(folder, { recursive: true });
  for (const args of [[], ["--reset"]]) {
    const program = startIn(given, ...args);
    expect(await program.exitCode).toBe(1);
    expect(program.output.stderr).toMatch(line);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  }
});
