import { jobNames } from "../../services/contracts/jobs";
import { serviceNames } from "../../services/definitions";
import { deploymentOf } from "./deployment";
import { type Attributes, ref, resource, synthesise } from "./synthesise";

const { apps } = synthesise();
const redis = synthesise({ connections: { broker: "redis" } }).apps;

describe("jobs", () => {
  const job = (name: string, stack = apps) => resource(stack, "kubernetes_job_v1", name);
  const [migrate, topics] = [job("migrate"), job("topics")];
  const cleanUp = resource(apps, "kubernetes_cron_job_v1");
  const pods = (owner: Attributes) =>
    (owner.spec as { template: { metadata: { labels: Attributes }; spec: Attributes & { container: [Attributes] } } })
      .template;

  test("come before the services, and Terraform waits for them", () => {
    for (const one of [migrate, topics]) expect(one).toMatchObject({ wait_for_completion: true });
    for (const name of serviceNames) {
      expect(deploymentOf(apps, name).depends_on).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^kubernetes_job_v1\.migrate/),
          expect.stringMatching(/^kubernetes_job_v1\.topics/),
        ]),
      );
    }
  });

  test("run what `npm run build` makes, as securely as the services, and reach only what they need", () => {
    const weekly = (cleanUp.spec as { job_template: Attributes }).job_template;
    for (const [owner, name, permission] of [
      [migrate, "migrate", "database"],
      [topics, "topics", "broker"],
      [weekly, "clean-up", "database"],
    ] as const) {
      const { metadata, spec } = pods(owner);
      expect(jobNames).toContain(name);
      expect(spec.container).toMatchObject([{ args: [`scripts/${name}.js`], image: ref("var.freehold_image") }]);
      expect(spec.container[0].security_context).toEqual(
        deploymentOf(apps, "backend").spec.template.spec.container[0].security_context,
      );
      expect(spec).toMatchObject({ restart_policy: "Never", automount_service_account_token: false });
      expect(Object.keys(metadata.labels).filter((label) => label.startsWith("freehold/"))).toEqual([
        `freehold/${permission}`,
      ]);
    }
  });

  test("migrations go past the pooler", () => {
    expect(pods(migrate).spec.container[0].env).toEqual([
      { name: "DATABASE_DIRECT_URL", value_from: { secret_key_ref: { name: "database", key: "direct-url" } } },
    ]);
  });

  test("the clean-up wakes the database once a week", () => {
    expect(cleanUp.spec).toMatchObject({
      ...{ schedule: "0 4 * * 0", timezone: "Etc/UTC", concurrency_policy: "Forbid" },
      ...{ successful_jobs_history_limit: 1, failed_jobs_history_limit: 1 },
    });
  });

  test("end after ten minutes or three more tries, and Terraform waits a minute longer", () => {
    const ends = { active_deadline_seconds: 600, backoff_limit: 3 };
    for (const one of [migrate, topics]) {
      expect(one).toMatchObject({ spec: ends, timeouts: { create: "660s", update: "660s" } });
    }
    expect(cleanUp).toMatchObject({ spec: { job_template: { spec: ends } } });
  });

  test("topics are declared with Redpanda's SCRAM", () => {
    const key = (name: string) => ({ value_from: { secret_key_ref: { name: "redpanda", key: name } } });
    expect(pods(topics).spec.container[0].env).toEqual([
      { name: "KAFKA_BROKERS", ...key("brokers") },
      { name: "KAFKA_USERNAME", ...key("username") },
      { name: "KAFKA_PASSWORD", ...key("password") },
      { name: "KAFKA_MECHANISM", value: "scram-sha-256" },
    ]);
  });

  test("no topics are declared on Redis, which makes its streams itself", () => {
    expect(Object.keys(redis.resource?.kubernetes_job_v1 ?? {})).toEqual([expect.stringMatching(/^migrate/)]);
  });
});
