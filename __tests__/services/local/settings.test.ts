import { usePrograms } from "./program";

const { newFolder, start, urlOf } = usePrograms();

test.each<[string, Record<string, string>, string[], RegExp]>([
  [
    "a port that is none on the command line",
    {},
    ["--port", "abc"],
    /^SETTINGS_INVALID: Wrong on the command line: --port: .+\n$/,
  ],
  [
    "a port that is none in the environment",
    { PORT: "abc" },
    [],
    /^SETTINGS_INVALID: Wrong in the environment: PORT: .+\n$/,
  ],
  [
    "a webhook URL with credentials",
    { NOTIFICATION_CHANNELS: "webhook", NOTIFICATION_WEBHOOK_URL: "https://user:s3cret@host.example/hook" },
    [],
    /^SETTINGS_INVALID: Wrong in the environment: NOTIFICATION_WEBHOOK_URL: must not hold a user or a password.+\n$/,
  ],
  [
    "a JWKS URL with credentials",
    { JWKS_URL: "https://user:s3cret@host.example/jwks" },
    [],
    /^SETTINGS_INVALID: Wrong in the environment: JWKS_URL: must not hold a user or a password.+\n$/,
  ],
  [
    "a mail server that is a URL",
    { NOTIFICATION_SMTP_HOST: "smtp://user:s3cret@host.example" },
    [],
    /^SETTINGS_INVALID: .+NOTIFICATION_SMTP_HOST: must be a host name or an address\n$/,
  ],
  ["an open address without keys", { HOST: "0.0.0.0" }, [], /^KEYS_MISSING: .+0\.0\.0\.0.+\n$/],
  [
    "an address of another machine",
    { HOST: "192.0.2.1", JWT_SECRET: "x".repeat(32) },
    [],
    /^SETTINGS_INVALID: HOST: 192\.0\.2\.1 is not an address of this machine\..+\n$/,
  ],
  [
    "an unknown name",
    { HOST: "no-such-host.invalid", JWT_SECRET: "x".repeat(32) },
    [],
    /^SETTINGS_INVALID: HOST: the name no-such-host\.invalid .+\n$/,
  ],
])("%s is refused at start in one line, without what is secret", async (_what, environment, args, line) => {
  const program = start(
    ["--data", newFolder(), ...(args.length > 0 ? args : environment.PORT ? [] : ["--port", "0"]), ...[]],
    environment,
  );
  expect(await program.exitCode).toBe(1);
  expect(program.output.stderr).toMatch(line);
  expect(`${program.output.stdout}${program.output.stderr}`).not.toContain("s3cret");
});

// Linux answers on every address of 127.0.0.0/8; elsewhere one has to be added to the machine first.
const hosts = process.platform === "linux" ? ["127.0.0.2", "localhost"] : ["localhost"];
test.each(hosts)("HOST=%s serves the local user at the URL that it prints", async (host) => {
  const program = start(["--data", newFolder(), "--port", "0"], { HOST: host });
  const response = await fetch(`${await urlOf(program)}/api/tasks`);
  expect(response.status).toBe(200);
});
