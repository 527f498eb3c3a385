import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import { nodeRoles } from "../../services/contracts/node-role";
import { describeReal } from "../helpers/real";
import { synthesise } from "../stacks/synthesise";

describeReal("the user data", ["cloud-init"], ({ "cloud-init": cloudInit }) => {
  test.each(nodeRoles)("of the %s is what cloud-init's schema asks for", async (role) => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-user-data-"));
    const file = path.join(folder, "user-data");
    writeFileSync(file, (await renderBootstrap(synthesise().bootstrap))[role].cloudConfig);
    const check = () => execFileSync(cloudInit, ["schema", "--config-file", file], { encoding: "utf8", stdio: "pipe" });
    expect(check()).toMatch(/Valid (cloud-config|schema)/);
    rmSync(folder, { recursive: true });
  });
});

describeReal("the scripts of the machines", ["shellcheck"], ({ shellcheck }) => {
  test.each(readdirSync("cloud-init/opt/freehold"))("%s has no finding of shellcheck, each on its own", (file) => {
    expect(() => execFileSync(shellcheck, [`cloud-init/opt/freehold/${file}`], { stdio: "pipe" })).not.toThrow();
  });
});
