import { Fn, Op, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { checkSecretFormat } from "../terraform/secret-format";
import { outsidePorts } from "./outside-ports";

/** The parts of a URL that say who, where, which database, and that TLS is on. No backslash: Terraform would eat it. */
const user = "[^[:space:]:@/]+:[^[:space:]:@/]+";
const host = `[A-Za-z0-9.-]+(:${outsidePorts.database})?`;
const database = "[^[:space:]?]+";
const tls = "([^[:space:]]+&)?sslmode=(require|verify-ca|verify-full)(&[^[:space:]]*)?";
const postgresUrl = `^postgres(ql)?://${user}@${host}/${database}[?]${tls}$`;

/** Neon names the pooled endpoint after the direct one (https://neon.com/docs/connect/connection-pooling). */
const poolerSuffix = "-pooler.";

export interface DatabaseUrlProps {
  readonly description: string;
  /**
   * Whether the URL must not be that of a pooler, which cannot do what migrations need.
   * @default false
   */
  readonly direct?: boolean;
}

/** A sensitive Terraform variable with the URL of the database. */
export function databaseUrl(scope: Construct, name: string, { description, direct = false }: DatabaseUrlProps): string {
  const variable = new TerraformVariable(scope, name, {
    type: "string",
    description,
    sensitive: true,
    // See requiredVariable.
    default: "",
    nullable: false,
  });
  const fix = `Set TF_VAR_${name}.`;
  checkSecretFormat(scope, name, [
    {
      condition: Fn.can(Fn.regex(postgresUrl, variable.stringValue)),
      errorMessage: `The variable ${name} must be postgres://user:password@host/database?sslmode=require, without a port other than ${outsidePorts.database}, special characters of the password percent-encoded. ${fix}`,
    },
    ...(direct
      ? [
          {
            condition: Op.not(Fn.strcontains(variable.stringValue, poolerSuffix)),
            errorMessage: `The variable ${name} must be the URL past the pooler: take connection pooling off where the URL is shown. ${fix}`,
          },
        ]
      : []),
  ]);
  return variable.stringValue;
}
