import { readOptions } from "../../../../scripts/invite/options";
import { readOidcSettings } from "../../../../services/backend/oidc/settings";
import { oidcSettings } from "../../../../services/contracts/oidc";
import { readDeclared, type Variables } from "../../../../services/runtime/settings/read-declared";

const read = (variables: Variables) => readOidcSettings(readDeclared(oidcSettings, variables));
const good = { OIDC_ISSUER: "https://id.example.org", OIDC_CLIENT_ID: "freehold", OIDC_DOMAINS: "example.org" };

test("addresses and domains are compared in lower case, and the host names the provider", () => {
  expect(read({ ...good, OIDC_ADDRESSES: "Ann@Example.org, bob@example.net" })).toMatchObject({
    ...{ addresses: ["ann@example.org", "bob@example.net"], domains: ["example.org"] },
    ...{ name: "id.example.org", clientSecret: undefined },
  });
  expect(read({})).toBeUndefined();
});

test.each<[string, Variables, RegExp]>([
  ["http elsewhere", { ...good, OIDC_ISSUER: "http://id.example.org" }, /OIDC_ISSUER: must be an https URL/],
  ["no URL", { ...good, OIDC_ISSUER: "id.example.org" }, /OIDC_ISSUER: must be an https URL/],
  [
    "the document",
    { ...good, OIDC_ISSUER: "https://id.example.org/.well-known/openid-configuration" },
    /OIDC_ISSUER: must be the address before \/\.well-known/,
  ],
  ["a password", { ...good, OIDC_ISSUER: "https://me:hunter2@id.example.org" }, /OIDC_ISSUER: must not hold a user/],
  ["a name as address", { ...good, OIDC_ADDRESSES: "ann" }, /OIDC_ADDRESSES: must be an e-mail address/],
  ["an address as domain", { ...good, OIDC_DOMAINS: "@example.org" }, /OIDC_DOMAINS: must be a domain without @/],
  ["a list that ends in a comma", { ...good, OIDC_DOMAINS: "example.org," }, /OIDC_DOMAINS: must be a domain/],
  ["no client", { ...good, OIDC_CLIENT_ID: "" }, /OIDC_CLIENT_ID is missing: OIDC_ISSUER needs it/],
  ["no one who may enter", { ...good, OIDC_DOMAINS: "" }, /one of them has to say who may enter/],
  ["no issuer", { ...good, OIDC_ISSUER: "" }, /OIDC_ISSUER is missing: OIDC_CLIENT_ID is of no use without it/],
])("%s is refused", (_what, variables, message) => {
  expect(() => read(variables)).toThrow(message);
});

test("no invite takes the name of such an account", () => {
  expect(() => readOptions(["oidc:abc"])).toThrow(/NAME must not begin with "oidc:"/);
});
