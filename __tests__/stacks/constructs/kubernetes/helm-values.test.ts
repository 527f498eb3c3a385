import { Token } from "cdktf";
import { helmValues } from "../../../../stacks/constructs/kubernetes/helm-values";

test("values are text that YAML reads, in which Terraform finds nothing of its own", () => {
  const dollarBrace = ["$", "{name}"].join("");
  expect(helmValues({ legend: dollarBrace, rate: "[$__rate_interval]", template: "{{consumer}}" })).toBe(
    `{"legend":"$${dollarBrace}","rate":"[$__rate_interval]","template":"{{consumer}}"}`,
  );
});

test("a value that only Terraform knows is refused, since it could be a secret", () => {
  const password = Token.asString({ resolve: () => "secret" });
  expect(() => helmValues({ password })).toThrow("put it into a Secret, or use setSensitive");
});
