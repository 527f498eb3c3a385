import type * as z from "zod";

/**
 * A secret of a service: a key of the Secret with the service's name. The service reads it through Dapr's secret store, or in
 * a variable where there is no store.
 */
export type ServiceSecret = {
  readonly key: string;
  /** The variable. */
  readonly variable: string;
  /** The service reads it when this variable lists this word. */
  readonly readWhen: { readonly variable: string; readonly lists: string };
} & (
  | {
      /** The Terraform variable that asks you for it. */
      readonly input: {
        readonly name: string;
        readonly description: string;
        /** Regular expression of the whole value, and what it says in words. */
        readonly pattern: string;
        readonly format: string;
      };
    }
  | {
      /** The key pair of P-256 that the stacks make: the secret is its private half, as PEM. */
      readonly keyPair: string;
    }
);

/** What a service is told and may reach in a cluster. */
export interface ServiceOutside {
  /** Environment variables that hold no secret. */
  readonly env: Readonly<Record<string, string>>;
  /** Ports of the internet that its pods may reach, each by the name of its network policy and label. */
  readonly egress: readonly { readonly name: string; readonly port: number }[];
  /** Side effects that one event has, and the hours for which a failed one is retried: the database holds them meanwhile. */
  readonly sideEffects: { readonly perEvent: number; readonly retryHours: number };
}

/** How a service connects to what is outside of the cluster: its section of freehold.config.ts, and what follows from it. */
export interface ServiceConnection<Key extends string = string, Schema extends z.ZodType = z.ZodType> {
  /** The key of the section under `connections`. */
  readonly key: Key;
  readonly schema: Schema;
  /**
   * Ports of the internet beside 443 that it may ever be configured to reach, by what listens there. They are closed to
   * every other pod.
   */
  readonly ports: Readonly<Record<string, readonly number[]>>;
  /** Secrets, of which it reads those that its variables ask for. */
  readonly secrets: readonly ServiceSecret[];
  outside(section: z.output<Schema>): ServiceOutside;
}

export const defineConnection = <const Key extends string, Schema extends z.ZodType>(
  connection: ServiceConnection<Key, Schema>,
): ServiceConnection<Key, Schema> => connection;

/** The secrets that a service reads with these variables. */
export const secretsRead = (
  { secrets }: ServiceConnection,
  variables: Readonly<Record<string, string>>,
): readonly ServiceSecret[] =>
  secrets.filter(({ readWhen: { variable, lists } }) => variables[variable]?.split(",").includes(lists));
