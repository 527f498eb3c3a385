import { launchFailure } from "../../../scripts/deploy/launch-failure";

/** As Terraform prints an error of the provider. */
const terraformError = (title: string, detail = "") => `
╷
│ Error: ${title}
│ Suggestion: The service for this resource encountered an error. ${detail}
│ Service: Core Instance
│ Operation Name: LaunchInstance
│
│   with oci_core_instance.server_instance_95C50222,
╵
`;
const capacity = terraformError("500-InternalError, Out of host capacity.");
const limit = terraformError(
  "400-LimitExceeded, The following service limits were exceeded: standard-a1-core-regional-count.",
);

test("no room on any host passes", () => {
  expect(launchFailure(`oci_core_instance.server: Creating...\n${capacity}${capacity}`)).toEqual({
    kind: "out-of-capacity",
  });
});

test("no room is read from colours too, as Terraform 1.11 and the provider 8.28.0 print them", () => {
  const coloured = [
    "\u001b[31m╷\u001b[0m\u001b[0m",
    "\u001b[31m│\u001b[0m \u001b[0m\u001b[1m\u001b[31mError: \u001b[0m\u001b[0m\u001b[1m500-InternalError, Out of host capacity.",
    "\u001b[31m│\u001b[0m \u001b[0mSuggestion: The service for this resource encountered an error.",
    "\u001b[31m╵\u001b[0m\u001b[0m",
  ].join("\n");
  expect(launchFailure(coloured)).toEqual({ kind: "out-of-capacity" });
});

test("too many requests pass", () => {
  expect(launchFailure(terraformError("429-TooManyRequests, Too many requests for the user"))).toEqual({
    kind: "throttled",
  });
});

test.each([
  "409-Conflict, Invalid State Transition of NLB lifeCycle state from Updating to Updating",
  "409-IncorrectState, The load balancer is being modified by another request",
  "409-Conflict, Another operation on this resource is currently in progress",
])("%s passes", (error) => {
  expect(launchFailure(terraformError(error))).toEqual({ kind: "busy" });
  expect(launchFailure(terraformError(error) + capacity)).toEqual({ kind: "out-of-capacity" });
  expect(launchFailure(terraformError(error) + limit)).toMatchObject({ kind: "permanent" });
});

test.each([
  [
    "a name that is taken",
    terraformError("409-NotAuthorizedOrResourceAlreadyExists, freehold exists"),
    /see Terraform's/,
  ],
  ["a limit", limit, /service limit is used up/],
  [
    "a quota",
    terraformError("400-QuotaExceeded, The following compartment quotas were exceeded"),
    /A quota refuses it/,
  ],
  ["credentials", terraformError("401-NotAuthenticated, The required information"), /npx freehold doctor checks them/],
  ["an unknown failure", terraformError("Unsupported argument"), /see Terraform's message/],
  ["no message at all", "", /see Terraform's message/],
])("%s does not pass", (_, output, advice) => {
  expect(launchFailure(output)).toEqual({ kind: "permanent", advice: expect.stringMatching(advice) });
});

const notReady = terraformError("local-exec provisioner error", "\n│ The cluster is not ready after 20 minutes.");

test("machines that are no cluster yet are waited for by a deploy, and not made again", () => {
  expect(launchFailure(notReady)).toEqual({
    kind: "not-ready",
    advice: expect.stringContaining("npx freehold deploy compute goes on: it only waits"),
  });
  expect(launchFailure(notReady + limit)).toMatchObject({
    kind: "permanent",
    advice: expect.stringContaining("service limit"),
  });
});

test("a plan that was not agreed to has changed nothing", () => {
  expect(launchFailure("  Enter a value: no\n\nApply cancelled.\n")).toEqual({
    kind: "declined",
    advice: "No changes were made",
  });
});

test("one error that does not pass outweighs another that does", () => {
  expect(launchFailure(capacity + limit)).toMatchObject({ kind: "permanent" });
});

test("words outside of an error do not count", () => {
  expect(launchFailure(`# an earlier try: Out of host capacity\n${limit}`)).toMatchObject({ kind: "permanent" });
});
