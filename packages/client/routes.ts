import type { HttpMethod, PathsWithMethod, RequestBodyJSON, SuccessResponseJSON } from "openapi-typescript-helpers";
import type { paths } from "./schema";

/** The addresses of a path: `/api/tasks/{id}` has those of `/api/tasks/${string}`. */
type Filled<Path> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Path;

/** Addresses to which a method can be sent. */
export type Address<Method extends HttpMethod> = Filled<PathsWithMethod<paths, Method>>;

/** The path of an address. */
type PathOf<Method extends HttpMethod, Given extends Address<Method>> = {
  [Path in PathsWithMethod<paths, Method>]: [Filled<Path>, Given] extends [Given, Filled<Path>] ? Path : never;
}[PathsWithMethod<paths, Method>];

type Operation<Method extends HttpMethod, Given extends Address<Method>> = paths[PathOf<Method, Given>][Method] &
  Record<string, unknown>;

/** What an address answers to a method when nothing is wrong: `` Answer<"get", `/api/tasks/${string}`> ``. */
export type Answer<Method extends HttpMethod, Given extends Address<Method>> = SuccessResponseJSON<
  Operation<Method, Given>
>;

/** The body that an address takes. */
export type Body<Method extends HttpMethod, Given extends Address<Method>> = RequestBodyJSON<Operation<Method, Given>>;
