import path from "node:path";
import { readOptions, usage } from "../../../services/local/options";

test("without options the data is in .freehold, and the port is left to the settings", () => {
  expect(readOptions([])).toEqual({
    port: undefined,
    data: path.resolve(".freehold"),
    reset: false,
    demo: false,
    verbose: false,
    help: false,
  });
});

test("each option is taken", () => {
  expect(readOptions(["--port", "9000", "--data=/tmp/here", "--reset", "--demo", "--verbose", "--help"])).toEqual({
    port: "9000",
    data: "/tmp/here",
    reset: true,
    demo: true,
    verbose: true,
    help: true,
  });
});

test("the demo has a folder of its own, which is emptied, unless another one is named", () => {
  expect(readOptions(["--demo"])).toMatchObject({ data: path.resolve(".freehold/demo"), reset: true });
  expect(readOptions(["--demo", "--data", "mine"])).toMatchObject({ data: path.resolve("mine"), reset: false });
});

test("each option is in the help", () => {
  for (const name of Object.keys(readOptions([]))) expect(usage).toMatch(new RegExp(`^  --${name}\\b`, "m"));
});

test.each([
  ["an option that does not exist", ["--prot", "9000"], "--prot"],
  ["a value where none belongs", ["9000"], "9000"],
  ["an option without its value", ["--port"], "--port"],
])("%s is refused in one line that leads to the help", (_what, args, named) => {
  expect(() => readOptions(args)).toThrow(
    expect.objectContaining({
      code: "SETTINGS_INVALID",
      message: expect.stringMatching(new RegExp(`${named}.*"npm start -- --help" lists the options\\.$`)),
    }),
  );
});
