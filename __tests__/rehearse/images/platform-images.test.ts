import { z } from "zod";
import { stackManifests } from "../../../scripts/manifests/stack-manifests";
import { shellPrograms } from "../../../scripts/rehearse/images/catalogue";
import { referencedImages } from "../../../scripts/rehearse/images/referenced-images";
import { platformResources } from "../../guards/platform-resources";
import { podsOf } from "../../helpers/pods";

const { resources } = platformResources({ connections: { broker: "redis" } });
const objects = (["platform", "apps"] as const).flatMap((stack) => stackManifests(stack, resources).objects);

/** Words that the shell itself runs or reads. */
const shellWords = ["do", "done", "else", "exit", "fi", "if", "then", "trap", "true", "wait", "while", ":"];

/** The programs of a shell line: the first word of each command. */
const programsOf = (line: string): string[] =>
  line
    .split(/[;|&\n]+|\b(?:do|then|else|while|until|if|exec)\b|trap '|'/)
    .map((command) => command.trim().split(/\s+/)[0] ?? "")
    .filter((word) => /^[a-z]/.test(word) && !shellWords.includes(word));

test("the programs of a shell line are found", () => {
  expect(
    programsOf("trap 'kill $!; exit 0' TERM; while sleep 60 & wait; do redis-cli ping | grep -q PONG; done"),
  ).toEqual([...["kill", "sleep", "redis-cli", "grep"]]);
});

test("the image of Redis has every program that its pod runs", () => {
  const pods = podsOf(objects).filter(({ metadata }) => metadata.name === "redis");
  const lines: string[] = [];
  JSON.stringify(pods, (_, value) => {
    const command = z.object({ command: z.array(z.string()) }).safeParse(value).data?.command ?? [];
    if (command[0] === "sh") lines.push(command[2] ?? "");
    return value;
  });
  expect(lines.length).toBeGreaterThanOrEqual(3);
  const programs = new Set(lines.flatMap(programsOf));
  expect(programs).toContain("redis-cli");
  expect([...shellPrograms, "redis-cli"]).toEqual(expect.arrayContaining([...programs]));
});

test("the images of all pods are found, the sidecar's among them", () => {
  expect(referencedImages(objects)).toEqual(["freehold", "redis"].map((name) => `\${var.${name}_image}`));
  const injector = {
    name: "injector",
    image: "b",
    env: [
      { name: "SIDECAR_IMAGE", value: "a" },
      { name: "OTHER", value: "c" },
    ],
  };
  expect(referencedImages([{ kind: "Pod", spec: { initContainers: [injector], containers: [injector] } }])).toEqual([
    "a",
    "b",
  ]);
});
