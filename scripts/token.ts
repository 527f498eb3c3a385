import "./plain-errors";
import config from "../freehold.config";
import { commandLine } from "./operations/command-line";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { Terraform } from "./operations/terraform";
import { signToken } from "./token/sign-token";

const usage = `Prints a bearer token to sign in with, signed with the secret that the stack connections made. With
connections.auth.jwksUrl in freehold.config.ts there is no such secret: the issuer that it names makes the tokens.

Usage: npx freehold token USER [options]

  USER         whose tasks are shown: any name, the same one each time
  --operator   may see and replay the dead letters of all users, too
  --days N     how long it can be used, 1 to 365 (default 30)`;

/** The longest name that the services take (services/runtime/http/auth.ts). */
const longestUser = 200;

async function main(): Promise<void> {
  const { values, positionals } = commandLine(
    usage,
    { operator: { type: "boolean", default: false }, days: { type: "string", default: "30" } },
    1,
  );
  const [user = ""] = positionals;
  if (user === "" || user.length > longestUser) throw new OperationError(`Name a user.\n\n${usage}`);
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > 365)
    throw new OperationError(`--days must be a whole number from 1 to 365, not "${values.days}"`);
  const { jwksUrl, issuer, audience } = config.connections.auth;
  if (jwksUrl) throw new OperationError(`Tokens come from the issuer whose keys are at ${jwksUrl}`);
  loadDotEnv();
  console.log(await signToken(await readSecret(), { user, operator: values.operator, days, issuer, audience }));
}

/** What the services check tokens with. */
async function readSecret(): Promise<string> {
  const connections = new Terraform("connections");
  await connections.init();
  const { jwt_secret: secret } = await connections.outputs();
  if (typeof secret === "string") return secret;
  throw new OperationError(
    "connections has no output jwt_secret: deploy it first, with npx freehold deploy connections",
  );
}

void main();
