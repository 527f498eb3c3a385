import { parse, stringify } from "yaml";
import { mergeKubeconfig } from "../../../scripts/kubeconfig/merge";

const kubeconfig = (name: string, server: string) =>
  stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: { token: server } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
const added = kubeconfig("freehold", "https://192.0.2.1:6443");

test("other clusters stay, and ours becomes the current one", () => {
  const other = kubeconfig("work", "https://work.example");
  const merged = parse(mergeKubeconfig(`${other}preferences: { colors: true }\n`, added, "config"));
  expect(merged.clusters.map(({ name }: { name: string }) => name)).toEqual(["work", "freehold"]);
  expect(merged.users[0]).toEqual({ name: "work", user: { token: "https://work.example" } });
  expect(merged).toMatchObject({ "current-context": "freehold", preferences: { colors: true } });
});

test("an older entry of the same name is replaced, and a second merge changes nothing", () => {
  const once = mergeKubeconfig(kubeconfig("freehold", "https://old.example"), added, "config");
  expect(parse(once)).toEqual(parse(added));
  expect(mergeKubeconfig(once, added, "config")).toBe(once);
});

test("an empty file becomes ours", () => {
  expect(parse(mergeKubeconfig("", added, "config"))).toEqual(parse(added));
});

test.each(["clusters: 5", "clusters: [", "a: b: c"])("a file that is something else, as %j, is left alone", (text) => {
  expect(() => mergeKubeconfig(text, added, "/home/me/.kube/config")).toThrow("/home/me/.kube/config is no kubeconfig");
});
