import { readFileSync } from "node:fs";
import path from "node:path";
import { build, stop } from "esbuild";
import type { PageFile } from "./page-file";

const folder = path.join(__dirname, "public");
const text = (name: string): string => readFileSync(path.join(folder, name), "utf8");

/**
 * Makes the files that browsers get out of those in `public/`: one script and one style sheet, minified, with a hash of
 * their content in the name, and the page that names them. The icon and the templates become part of the page.
 */
export async function bundlePage(): Promise<PageFile[]> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: { app: "app.js", page: "page.css" },
    entryNames: "[name]-[hash]",
    outdir: "assets",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome123", "firefox121", "safari17.5"],
    legalComments: "none",
    write: false,
    metafile: true,
  });
  // Its helper process would stay for as long as this one.
  await stop();
  const made = (entry: string): string => {
    const [name] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
    if (name === undefined) throw new Error(`esbuild made nothing of ${entry}`);
    return name;
  };
  const icon = `data:image/svg+xml;base64,${Buffer.from(text("favicon.svg")).toString("base64")}`;
  const page = text("index.html")
    .replace("    <!-- templates.html -->\n", () => text("templates.html"))
    .replace('href="favicon.svg"', `href="${icon}"`)
    .replace('href="page.css"', `href="/${made("page.css")}"`)
    .replace('src="app.js"', `src="/${made("app.js")}"`);
  return [
    { name: "index.html", body: Buffer.from(page) },
    { name: "favicon.svg", body: Buffer.from(text("favicon.svg")) },
    ...outputFiles.map(({ path: file, contents }) => ({
      name: path.relative(folder, file).replaceAll("\\", "/"),
      body: Buffer.from(contents),
    })),
  ];
}
