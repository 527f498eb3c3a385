import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../..");

/** Every page of the repository, relative to it. */
const pages = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...filesIn("docs").filter((file) => file.endsWith(".md")),
  ...readdirSync(path.join(root, "packages")).map((name) => path.join("packages", name, "README.md")),
];

test("the pages are found, those in docs/ and in packages/ too", () => {
  expect(pages).toEqual(
    expect.arrayContaining([
      "README.md",
      path.join("docs", "adr", "0001-brokers.md"),
      path.join("docs", "reference", "requirements.md"),
      path.join("packages", "provider-oci", "README.md"),
    ]),
  );
});

test.each(pages)("every relative link of %s leads to a file, and to a heading of it where it names one", (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

describe("a link", () => {
  test.each([
    ["to another host is not looked at", "[a](https://example.org/no-such-file)", []],
    ["in code is text", "`[a](no-such-file)`\n\n```\n[b](no-such-file)\n```", []],
    ["to a file that exists is good", "[a](../README.md)", []],
    [
      "to a heading that exists is good",
      "# One, `two` and three!\n\n# Again\n\n# Again\n\n[a](#one-two-and-three) [b](#again-1)",
      [],
    ],
    ["to no file is broken", "[a](../no-such-file.md)", ["../no-such-file.md"]],
    ["of a picture is one too", "![a](no-such-picture.png)", ["no-such-picture.png"]],
    ["to no heading is broken", "# One\n\n[a](#two)", ["#two"]],
    ["to no heading of another page is broken", "[a](../README.md#no-such-heading)", ["../README.md#no-such-heading"]],
    ["that leaves the repository is broken", "[a](../../)", ["../../"]],
  ])("%s", (_, markdown, broken) => {
    expect(brokenLinks(path.join("docs", "example.md"), markdown)).toEqual(broken);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
    path.join(folder, file),
  );
}

/** The relative links of a page that lead nowhere. */
function brokenLinks(page: string, markdown = readFileSync(path.join(root, page), "utf8")): string[] {
  const links = [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => target ?? []);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file ? path.join(root, path.dirname(page), file) : undefined;
      if (target && (path.relative(root, target).startsWith("..") || !existsSync(target))) return true;
      if (anchor === undefined) return false;
      if (target && !statSync(target).isFile()) return true;
      return !anchors(target ? readFileSync(target, "utf8") : markdown).includes(anchor);
    });
}

const withoutFences = (markdown: string) => markdown.replace(/^```.*?^```/gms, "");
const withoutCode = (markdown: string) => withoutFences(markdown).replace(/`[^`\n]*`/g, "");

/** The anchors of a page's headings, by GitHub's rule: https://docs.github.com/en/get-started/writing-on-github#section-links */
function anchors(markdown: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutFences(markdown).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = ""]) => {
    const slug = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}
