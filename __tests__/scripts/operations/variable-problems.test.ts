import { variableProblems } from "../../../scripts/operations/variable-problems";
import { askForAllOfRedpanda, askForEverything } from "../../stacks/ask-for-everything";
import { synthesise } from "../../stacks/synthesise";

const plans = [synthesise(), synthesise(askForEverything), synthesise(askForAllOfRedpanda)];
const stacks = plans.flatMap((plan) => Object.values(plan));

/** A value of the right form for each variable that must be given. */
const right: Record<string, string> = {
  region: "eu-frankfurt-1",
  tenancy_ocid: "ocid1.tenancy.oc1..aaaa",
  admin_cidr: "203.0.113.7/32",
  alert_email: "you@example.org",
  k3s_sha256: "ab".repeat(32),
  redpanda_brokers: "seed-1.example.cloud.redpanda.com:9092",
  redpanda_username: "freehold",
  redpanda_password: "a-long-password",
  database_url: "postgres://u:p@ep-x-pooler.example.neon.tech/db?sslmode=require&channel_binding=require",
  database_direct_url: "postgres://u:p@ep-x.example.neon.tech/db?sslmode=require",
  otlp_headers: "Authorization=Basic%20Zm9vOmJhcg==,X-Scope-OrgID=1",
  oidc_client_secret: "a-secret~of.the_client",
  neon_api_key: "napi_0123456789abcdef0123456789abcdef",
  notification_webhook_url: "https://hooks.example.org/x",
  smtp_username: "freehold",
  smtp_password: "a-long-password",
  tls_certificate: "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
  tls_private_key: "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----",
  redis_image: `docker.io/library/redis@sha256:${"0".repeat(64)}`,
  freehold_image: `ghcr.io/you/freehold@sha256:${"0".repeat(64)}`,
  alert_webhook_url: "https://hooks.example.org/alerts",
  redpanda_metrics_password: "secret",
};
const environment = (values: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries({ ...right, ...values }).map(([name, value]) => [`TF_VAR_${name}`, value]));

const asked = [...new Set(stacks.flatMap(({ variable = {} }) => Object.keys(variable)))].sort();
const found = (values: Record<string, string>, env = environment(values)) => [
  ...new Map(
    stacks.flatMap((stack) => variableProblems(stack, env)).map((problem) => [problem.name, problem]),
  ).values(),
];

test("values of the right form are accepted by every stack", () => expect(found({})).toEqual([]));

test("no variable is asked for that this test has no value of, but for those that may stay empty", () => {
  const optional = ["restore_snapshot", "ubuntu_image_ocid", "server_availability_domain", "agent_availability_domain"];
  expect(asked.filter((name) => !(name in right))).toEqual(expect.arrayContaining([...optional].sort()));
  expect(asked.filter((name) => !(name in right))).toHaveLength(optional.length);
});

test.each(Object.keys(right))("%s that is missing or empty is named, with where it is found", (name) => {
  const { [`TF_VAR_${name}`]: _, ...others } = environment();
  for (const env of [others, environment({ [name]: "" })]) {
    expect(found({}, env)).toEqual([{ name: `TF_VAR_${name}`, missing: true, advice: expect.stringMatching(/\w{4}/) }]);
  }
});

test.each([
  ["admin_cidr", "0.0.0.0/0"],
  ["admin_cidr", "203.0.113.7/24"],
  ["admin_cidr", "999.0.0.1/32"],
  ["alert_email", "nobody"],
  ["alert_email", "a@b"],
  ["region", "Frankfurt"],
  ["k3s_sha256", "abc"],
  ["database_url", "postgres://u:p@h/db"],
  ["database_direct_url", "postgres://u:p@ep-x-pooler.example.neon.tech/db?sslmode=require"],
  ["ubuntu_image_ocid", "ubuntu"],
  ["server_availability_domain", "AD-1"],
  ["freehold_image", "ghcr.io/you/freehold:latest"],
  ["tls_private_key", "secret"],
  ["redpanda_password", "has space"],
  ["oidc_client_secret", "has space"],
  ["otlp_headers", "Authorization=Basic Zm9v"],
])("%s=%s is refused with what it must be, and not shown", (name, value) => {
  const problems = found({ [name]: value });
  expect(problems).toMatchObject([{ name: `TF_VAR_${name}`, missing: false }]);
  if (/password|key|url/.test(name)) expect(JSON.stringify(problems)).not.toContain(value);
});
