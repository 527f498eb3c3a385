import { defineService } from "../contracts/service-definition";

export const definition = defineService({
  name: "audit-consumer",
  subscribes: [
    { topic: "task-events", delivery: "shared" },
    { topic: "reminders", delivery: "shared" },
  ],
  poolMax: 3,
  expires: [
    { table: "audit_entries", expired: "r.recorded_at < now() - $2 * interval '1 day'", days: "auditDays" },
    {
      // A count and all progress with it go together, once everybody has come to its end: then both start again. What is
      // older than the history of its task can't come back.
      table: "progress",
      statement: `with gone as (
        select s.topic, s.subject from freehold.sequences s
        where not exists (select from freehold.tasks t where t.id = s.subject::uuid)
          and not exists (select from freehold.lists l where l.id = s.subject::uuid)
          and not exists (select from freehold.audit_entries a where a.task_id = s.subject::uuid)
          and not exists (select from freehold.progress p
            where p.topic = s.topic and p.subject = s.subject and (p.sequence < s.last or p.waiting))
          and not exists (select from freehold.parked k where k.topic = s.topic and k.subject = s.subject)
          and not exists (select from freehold.outbox o where o.topic = s.topic and o.subject = s.subject)
        limit $1 for update of s skip locked),
      forgotten as (
        delete from freehold.progress p using gone g where p.topic = g.topic and p.subject = g.subject)
      delete from freehold.sequences s using gone g where s.topic = g.topic and s.subject = g.subject`,
    },
  ],
  defaults: { node: "server" },
});
