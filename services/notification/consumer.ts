import { v7 as uuidv7 } from "uuid";
import { type Consumer, defineConsumer, type SideEffectHandler } from "../runtime/consumer/consumer";
import { isTerminal, messageOf, TerminalError } from "../runtime/core/errors";
import type { Channel } from "./channel";
import { type ChannelName, definition } from "./definition";

/** Turns a due reminder into a notification: a row that stays, and a message to every open page of the owner. */
const inside: Consumer["on"] = {
  "freehold.reminder.due.v1": async ({ data, ownerid }, { tx, emit, skipSideEffect }) => {
    const { taskId, title, dueAt, dueOn, minutesBefore, reminderId, remindAt, snoozed = false } = data;
    const notificationId = uuidv7();
    const { rows } = await tx.query<{ isNew: boolean; hasBrowsers: boolean }>(
      `with inserted as (
         insert into freehold.notifications
           (id, reminder_id, task_id, owner_id, actor, title, due_at, minutes_before, remind_at, due_zone, snoozed)
         select $1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::timestamptz, $8::int, $9::timestamptz, $10, $11::boolean
         where not exists (select from freehold.notification_preferences p where p.owner_id = $4 and not p.in_app)
         on conflict (reminder_id, remind_at) do nothing returning id
       )
       select exists (select from inserted) as "isNew",
         exists (select from freehold.push_subscriptions s where s.owner_id = $4) as "hasBrowsers"`,
      [
        ...[notificationId, reminderId, taskId, ownerid, definition.name, title, dueAt, minutesBefore, remindAt],
        ...[dueOn?.timeZone, snoozed],
      ],
    );
    if (!rows[0]?.hasBrowsers) skipSideEffect("push" satisfies ChannelName);
    // The owner has turned it off. Or the reminder was moved away and back to a time at which it has fired: it is no news.
    if (!rows[0]?.isNew) return;
    emit({
      type: "freehold.task-update.notified.v1",
      subject: taskId,
      ownerId: ownerid,
      actor: definition.name,
      data: {
        notificationId,
        taskId,
        title,
        dueAt,
        ...(dueOn && { dueOn }),
        minutesBefore,
        ...(snoozed && { snoozed }),
      },
    });
  },
};

/** What the channels do outside of the database, by the name of each. */
const outside = (channels: readonly Channel[]): Consumer["sideEffects"] => ({
  "freehold.reminder.due.v1": Object.fromEntries(
    channels.map((channel): [string, SideEffectHandler<"freehold.reminder.due.v1">] => [
      channel.name,
      (event, { idempotencyKey }) => channel.deliver(event, idempotencyKey),
    ]),
  ),
  "freehold.push.requested.v1": Object.fromEntries(
    channels.flatMap((channel): [string, SideEffectHandler<"freehold.push.requested.v1">][] => {
      const { testBrowser } = channel;
      return testBrowser ? [[channel.name, (event) => testBrowser.call(channel, event)]] : [];
    }),
  ),
  "freehold.address-code.requested.v1": Object.fromEntries(
    channels.flatMap((channel): [string, SideEffectHandler<"freehold.address-code.requested.v1">][] => {
      const { name, sendCode } = channel;
      return sendCode ? [[name, (event, { idempotencyKey }) => sendCode.call(channel, event, idempotencyKey)]] : [];
    }),
  ),
  "freehold.channel-test.requested.v1": Object.fromEntries(
    channels.flatMap((channel): [string, SideEffectHandler<"freehold.channel-test.requested.v1">][] => {
      const { name, test } = channel;
      if (!test) return [];
      return [
        [
          name,
          async (event, { idempotencyKey }) => {
            if (event.data.channel === name) await test.call(channel, event, idempotencyKey).catch(giveUp);
          },
        ],
      ];
    }),
  ),
});

/** One who waits for a test would not know what arrives later. */
function giveUp(error: unknown): never {
  throw isTerminal(error) ? error : new TerminalError(messageOf(error), { cause: error });
}

/**
 * The consumer of the service.
 * @param channels by which notifications leave the platform as well. Default: none
 * @param giveUpAfterMs milliseconds after which a reminder is of no use to the one who is reminded. Default: 24 hours
 */
export const createConsumer = (channels: readonly Channel[] = [], giveUpAfterMs?: number): Consumer => ({
  ...defineConsumer(definition, inside, channels.length === 0 ? {} : { sideEffects: outside(channels) }),
  giveUpAfterMs,
});
