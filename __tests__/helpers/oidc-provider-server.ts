import { text } from "node:stream/consumers";
import Provider from "oidc-provider";

/**
 * An OpenID provider in a process of its own: jest's module loader takes no ES module of its kind.
 * Arguments: its port, where it sends browsers back to, and `id-token` for one that puts the address into ID tokens. It says that it is ready with a line.
 * Its form takes a login such as `ann ann@example.org`, whose address is verified, or `ann ann@example.org unverified`.
 */
const [, , port = "", redirectUri = "", addressIn] = process.argv;
const issuer = `http://127.0.0.1:${port}`;

/** Who has signed in: what the form said last, by subject. */
const people = new Map<string, { email?: string; isVerified: boolean }>();

const client = {
  ...{ redirect_uris: [redirectUri], response_types: ["code" as const], grant_types: ["authorization_code"] },
  // Sends browsers to any port of this machine.
  application_type: "native" as const,
};

const provider = new Provider(issuer, {
  clients: [
    { ...client, client_id: "public", token_endpoint_auth_method: "none" },
    { ...client, client_id: "secret", client_secret: "s3cret, with: signs" },
  ],
  cookies: { keys: ["of the tests alone"] },
  conformIdTokenClaims: addressIn !== "id-token",
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/login/${uid}` },
  findAccount: (_context, accountId) => ({
    accountId,
    claims: () => ({
      sub: accountId,
      email: people.get(accountId)?.email,
      email_verified: people.get(accountId)?.isVerified,
    }),
  }),
  loadExistingGrant: async (context) => {
    const { client: asking, session } = context.oidc;
    const grant = new context.oidc.provider.Grant({ clientId: asking?.clientId, accountId: session?.accountId });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
  ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
});

const form = `<!doctype html><title>Provider</title>
  <form method="post"><input name="login" aria-label="Login"><button>Continue</button></form>`;

provider.use(async (context, next) => {
  if (!context.path.startsWith("/login/")) return next();
  if (context.method === "GET") {
    context.body = form;
    return;
  }
  const login = new URLSearchParams(await text(context.req)).get("login") ?? "";
  const [accountId = "", email, word] = login.split(" ");
  people.set(accountId, { ...(email && { email }), isVerified: word === undefined });
  const result =
    accountId === "nobody" ? { error: "access_denied" } : { login: { accountId, remember: false }, consent: {} };
  await provider.interactionFinished(context.req, context.res, result);
  context.respond = false;
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
