import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { service as backend } from "../../../services/backend/service";
import { startHost } from "../../../services/runtime/host/host";
import { readSettings } from "../../../services/runtime/settings/settings";
import { unlimitedOwnDisk } from "../../../services/runtime/settings/unlimited-own-disk";
import { jwtSecret, tokenFor } from "../../helpers/backend";
import { silent, useDatabase } from "../../helpers/database";
import { describeReal } from "../../helpers/real";

/**
 * All checks are on. What one of them takes for an answer to data that fits the schema is widened: no schema says that a
 * reminder needs a due date, what RFC 5545 allows, or which version a task is at.
 */
const configuration = `
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "400", "401", "403", "404", "409", "412", "422", "429", "5xx"]
`;

describeReal("schemathesis", ["schemathesis"], ({ schemathesis }) => {
  const db = useDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-schemathesis-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("finds nothing in the API, by all of its checks, and in sequences of requests", async () => {
    const host = await startHost({
      services: [backend],
      settings: readSettings({ ...unlimitedOwnDisk, DATABASE_URL: db.url, PORT: "0", JWT_SECRET: jwtSecret }),
      logger: silent,
    });
    const file = path.join(folder, "schemathesis.toml");
    writeFileSync(file, configuration);
    const token = await tokenFor("ann", ["operator"]);
    const args = [
      ...["--config-file", file, "run", `${host.url}/api/docs/json`, "--checks", "all", "--header"],
      ...[
        `Authorization: Bearer ${token}`,
        "--max-examples",
        "20",
        "--seed",
        "1",
        "--continue-on-failure",
        "--no-color",
      ],
    ];
    const child = spawn(schemathesis, args, {
      cwd: folder,
      env: { ...process.env, PYTHONPATH: path.dirname(path.dirname(schemathesis)) },
    });
    const [output, errors, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    await host.stop();
    const report = stripVTControlCharacters(output);
    expect({ status, report: status === 0 ? "" : `${report}${errors}` }).toEqual({ status: 0, report: "" });
    // A phase that was skipped has found nothing either.
    for (const phase of ["Coverage", "Fuzzing", "Stateful"]) expect(report).toMatch(new RegExp(`✅ +${phase}`));
  });
});
