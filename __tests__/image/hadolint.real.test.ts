import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describeReal } from "../helpers/real";

describeReal("hadolint", ["hadolint"], ({ hadolint }) => {
  const lint = (dockerfile: string) => {
    const { status, stdout, stderr } = spawnSync(hadolint, ["--no-color", "-"], {
      input: dockerfile,
      encoding: "utf8",
    });
    return { status, output: `${stdout}${stderr}` };
  };
  const dockerfile = readFileSync("Dockerfile", "utf8");

  test("finds nothing in the Dockerfile", () => expect(lint(dockerfile)).toEqual({ status: 0, output: "" }));

  test("would find an image without a tag, and a folder that is not absolute", () => {
    const { status, output } = lint(`FROM debian\n${dockerfile.replace("WORKDIR /app", "WORKDIR app")}`);
    expect(status).not.toBe(0);
    expect(output).toContain("DL3006");
    expect(output).toContain("DL3000");
  });
});
