import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { finalStageOf, instructionsOf, readDockerfile, runSettings } from "../../../scripts/rehearse/images/dockerfile";
import { freeholdImage } from "../../../scripts/rehearse/images/freehold-image";
import { writeImage } from "../../../scripts/rehearse/images/write-image";
import { readArchive } from "./read-archive";

/** Programs are collected with their libraries on Linux alone, where rehearsals run. */
const onLinux = process.platform === "linux" ? describe : describe.skip;

type Archive = Awaited<ReturnType<typeof readArchive>>;
/** Files of a build: what `COPY --from=build /src/dist` finds. */
const built = { "services/backend/main.js": "backend", "scripts/migrate.js": "migrate" };
onLinux("the image", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-parity-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let archive: Archive;
  beforeAll(async () => {
    const app = path.join(folder, "app");
    for (const [file, text] of Object.entries(built)) {
      mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
      writeFileSync(path.join(app, file), text);
    }
    const target = path.join(folder, "freehold.tar");
    await writeImage(freeholdImage(app), target);
    archive = await readArchive(target);
  });

  /** What each instruction of the Dockerfile's last stage asks of the image. */
  const expectations: Record<string, (value: string, workdir: string) => void> = {
    FROM: () => expect(archive.image.config.Entrypoint).toEqual(["/nodejs/bin/node"]),
    WORKDIR: (value) => expect(archive.image.config.WorkingDir).toBe(value),
    USER: (value) => expect(archive.image.config.User).toBe(value),
    ENV: (value) => expect(archive.image.config.Env).toContain(value),
    EXPOSE: (value) => expect(Object.keys(archive.image.config.ExposedPorts ?? {})).toEqual([`${value}/tcp`]),
    CMD: (value) => expect(archive.image.config.Cmd).toEqual(JSON.parse(value)),
    COPY: (value, workdir) => {
      expect(value).toBe("--from=build /src/dist ./");
      for (const [file, text] of Object.entries(built)) {
        expect(archive.files.get(path.posix.join(workdir, file))?.content.toString()).toBe(text);
      }
    },
  };

  const stage = finalStageOf(readDockerfile());
  const workdir = stage.find(({ keyword }) => keyword === "WORKDIR")?.value ?? "";

  test.each(stage)("keeps $keyword $value of the Dockerfile", ({ keyword, value }) => {
    const expectation = expectations[keyword];
    if (!expectation) throw new Error(`Say in this test what ${keyword} asks of the image`);
    expectation(value, workdir);
  });

  test("sets nothing that the Dockerfile does not", () => {
    const settings = archive.image.config;
    const values = (name: string) => stage.filter(({ keyword }) => keyword === name).map(({ value }) => value);
    expect(settings.Env.filter((line) => !line.startsWith("PATH="))).toEqual(values("ENV"));
    expect(Object.keys(settings.ExposedPorts ?? {})).toHaveLength(values("EXPOSE").length);
    const isApp = (file: string) => file.startsWith(`${workdir}/`) && archive.files.get(file)?.header.type === "file";
    expect([...archive.files.keys()].filter(isApp)).toHaveLength(Object.keys(built).length);
  });

  test("its user can change no file of it, and nothing in it but /tmp", () => {
    const open = [...archive.files].filter(([, { header }]) => (header.mode & 0o002) !== 0).map(([file]) => file);
    expect(open).toEqual(["/tmp"]);
  });

  test("Node comes with its loader, its libraries, certificate authorities and the image's user", () => {
    const files = [...archive.files.keys()];
    expect(archive.files.get("/nodejs/bin/node")?.header.mode).toBe(0o755);
    expect(files).toEqual(
      expect.arrayContaining([expect.stringMatching(/\/libc\.so/), expect.stringMatching(/\/ld-/)]),
    );
    expect(files).toContain("/etc/ssl/certs/ca-certificates.crt");
    expect(archive.files.get("/etc/passwd")?.content.toString()).toContain("nonroot:x:65532:65532:");
  });
});

describe("a Dockerfile's last stage", () => {
  const settings = (...lines: string[]) =>
    runSettings(instructionsOf(["FROM base AS build", "RUN make", "FROM base", ...lines].join("\n")));

  test("is read with the variables, ports and folders that it sets", () => {
    expect(
      settings(
        "WORKDIR /srv",
        'ENV A=1 B="two words"',
        "EXPOSE 80/tcp 81",
        "COPY --from=build /src/dist ./app",
        'CMD ["x"]',
      ),
    ).toEqual({
      user: "0:0",
      workdir: "/srv",
      env: { A: "1", B: "two words" },
      cmd: ["x"],
      exposedPorts: [80, 81],
      copies: [{ from: "/src/dist", to: "/srv/app" }],
    });
  });

  test("is refused where it does what the assembled image would lack", () => {
    expect(() => settings("RUN touch /x")).toThrow("RUN in the last stage");
    expect(() => settings('ENTRYPOINT ["sh"]')).toThrow("ENTRYPOINT in the last stage");
    expect(() => settings("COPY secrets ./")).toThrow("COPY secrets ./");
  });
});
