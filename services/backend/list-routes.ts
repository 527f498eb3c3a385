import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { ListSnapshot } from "../contracts/list";
import { mostLists } from "../contracts/quotas";
import { countTasksOf, emptyList } from "../domain/list-tasks";
import { deleteList, insertList, lockList, updateList } from "../domain/lists";
import type { ServiceContext } from "../runtime/host/service";
import { createGuard } from "../runtime/http/guard";
import { conflict, HttpProblem, notFound } from "../runtime/http/problem";
import { cacheValidators, isKnown, preconditions, requireMatch } from "./etag";
import { eventWriter } from "./event-writer";
import { once } from "./idempotency";
import {
  changeListSchema,
  createListSchema,
  deleteListSchema,
  leftSchema,
  listListsSchema,
  listSchema,
} from "./list-schemas";
import { findList, listLists } from "./lists";
import { idParams, nothing, pageOf, problems } from "./schemas";

const tags = ["lists"];
const change = z.looseObject(preconditions);
const creation = z.looseObject({
  "idempotency-key": z.string().optional().describe("Makes a repeated request create one list only"),
});

/** Tasks that one request moves out of a list: each is a change with its events. */
const mostMoved = 200;
/** Seconds after which to try again what frees up at no known time. */
const hour = 3_600;

/** The routes that make, change and read lists. Each change and its event are one transaction. */
export function listRoutes(app: FastifyInstance, context: ServiceContext): void {
  const { relay } = context;
  const { onRequest, identityOf } = createGuard(context.authenticate);
  const database = context.database();
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/api/lists",
    {
      onRequest,
      schema: {
        tags,
        summary: "List your lists, in their order",
        description:
          "The default list is not among them: it holds the tasks whose listId is null, and needs no request.",
        querystring: listListsSchema,
        response: { 200: pageOf(listSchema), ...problems() },
      },
    },
    async (request) => listLists(database, identityOf(request).ownerId, request.query),
  );

  routes.post(
    "/api/lists",
    {
      onRequest,
      schema: {
        tags,
        summary: "Create a list",
        headers: creation,
        body: createListSchema,
        response: { 201: listSchema, ...problems(413, 415, 422) },
      },
    },
    async (request, reply) => {
      const identity = identityOf(request);
      const { ownerId, actor } = identity;
      const { body } = request;
      const list = await database.transaction((tx) =>
        once(tx, identity, request.headers["idempotency-key"], { list: body }, async () => {
          const made = { ...body, ownerId, colour: body.colour ?? null };
          const created = await insertList(tx, eventWriter(context, request)(tx), actor, made, mostLists);
          if (!created) throw tooMany;
          return created;
        }),
      );
      relay();
      return sendList(reply.code(201).header("location", `/api/lists/${list.id}`), list);
    },
  );

  routes.get(
    "/api/lists/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Read a list",
        params: idParams,
        headers: z.looseObject(cacheValidators),
        response: { 200: listSchema, 304: nothing("You have it already"), ...problems(404, 414) },
      },
    },
    async (request, reply) => {
      const list = await findList(database, identityOf(request).ownerId, request.params.id);
      if (!list) throw notFound(`List ${request.params.id}`);
      const isSame = isKnown(request, etagOf(list));
      return isSame ? reply.header("etag", etagOf(list)).code(304).send(null) : sendList(reply, list);
    },
  );

  routes.patch(
    "/api/lists/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Change a list",
        params: idParams,
        headers: change,
        body: changeListSchema,
        response: { 200: listSchema, ...problems(404, 412, 413, 414, 415) },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      const list = await database.transaction(async (tx) => {
        const before = await lockList(tx, ownerId, request.params.id);
        if (!before) throw notFound(`List ${request.params.id}`);
        requireMatch(request, before.version, "list");
        return updateList(tx, eventWriter(context, request)(tx), actor, before, request.body);
      });
      relay();
      return sendList(reply, list);
    },
  );

  routes.delete(
    "/api/lists/:id",
    {
      onRequest,
      schema: {
        tags,
        summary: "Delete a list; no task is deleted with it",
        description: `A list with tasks is refused with 409 and their number. With tasks=move, a request moves up to ${mostMoved} tasks to your default list, each as a change of its own.`,
        params: idParams,
        querystring: deleteListSchema,
        headers: change,
        response: {
          200: leftSchema,
          204: nothing("It is deleted"),
          ...problems(404, 409, 412, 413, 414, 415),
        },
      },
    },
    async (request, reply) => {
      const { ownerId, actor } = identityOf(request);
      const left = await database.transaction(async (tx) => {
        const before = await lockList(tx, ownerId, request.params.id);
        if (!before) throw notFound(`List ${request.params.id}`);
        requireMatch(request, before.version, "list");
        const write = eventWriter(context, request)(tx);
        if (request.query.tasks === "move") await emptyList(tx, write, actor, before, mostMoved);
        const tasks = await countTasksOf(tx, before);
        if (tasks > 0 && request.query.tasks !== "move") throw notEmpty(tasks);
        if (tasks === 0) await deleteList(tx, write, actor, before);
        return tasks;
      });
      relay();
      return left > 0 ? reply.code(200).send({ left }) : reply.code(204).send(null);
    },
  );
}

const etagOf = ({ version }: ListSnapshot): string => `"${version}"`;
const sendList = (reply: FastifyReply, list: ListSnapshot): FastifyReply =>
  reply.header("etag", etagOf(list)).send(list);

const notEmpty = (tasks: number): HttpProblem =>
  conflict(
    "LIST_NOT_EMPTY",
    `The list has ${tasks} task${tasks === 1 ? "" : "s"}, done or not: move them, or delete it with ?tasks=move, which moves them to your default list.`,
    { tasks },
  );

const tooMany = new HttpProblem({
  status: 429,
  code: "TOO_MANY_LISTS",
  title: "Quota used up",
  detail: `You have ${mostLists} lists, the most that one owner may have: delete some first.`,
  values: { most: mostLists },
  quota: { name: "lists", limit: mostLists, resetsAt: null },
  retryAfterSeconds: hour,
});
