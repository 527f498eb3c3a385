/** A ratio on the page. */
interface Ratio {
  title: string;
  /** The peer, as `against pg-boss`, or the part of a measurement of several. */
  subtitle: string;
  ratio: number;
  target: number;
  atMost: boolean;
}

/** `- <peer>: <figure>; <ratio>, <target>`, or `- <part>: <figure>, <figure>; <ratio>`, with the target above. */
const row = /^- (.+?): \*\*[^;\n]*; ([\d.]+)×(?:, target ([≥≤])([\d.]+)×)?/gm;
const sharedTarget = /^`.*; target ([≥≤])([\d.]+)×\.$/m;

/** The ratios that the page has, in its order. */
export function ratiosOf(page: string): Ratio[] {
  return page.split(/^## /m).flatMap((section) => {
    const [title = ""] = section.split("\n");
    const [, sharedSign, shared] = sharedTarget.exec(section) ?? [];
    return [...section.matchAll(row)].map(([, name = "", ratio, sign = sharedSign, target = shared]) => ({
      title,
      subtitle: shared ? name : `against ${name}`,
      ratio: Number(ratio),
      target: Number(target),
      atMost: sign === "≤",
    }));
  });
}

const [width, labels, right, rowHeight, top] = [960, 410, 140, 40, 60];
/** The axis, in multiples of the target, goes this far in both directions; a longer bar ends there. */
const reach = 16;
const middle = labels + (width - labels - right) / 2;
const half = (width - labels - right) / 2;

export const text = (x: number, y: number, content: string, extra = "") =>
  `<text x="${x}" y="${y}"${extra}>${content.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`;

/** Where on the axis, which is logarithmic, so many times better than the target are. */
const at = (share: number) => middle + (half * Math.log(Math.min(reach, Math.max(1 / reach, share)))) / Math.log(reach);

/** The ratios of the page as bars from the line of the target: to the right reached, to the left missed. */
export function plot(page: string): string {
  const ratios = ratiosOf(page);
  const height = top + ratios.length * rowHeight + 16;
  const axis = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8].map((share) => {
    const times = `${share >= 1 ? share : 1 / share} ×`;
    const label = { 0.125: "8 × worse", 1: "target", 8: "8 × better" }[share] ?? times;
    const x = at(share).toFixed(1);
    return `<line x1="${x}" x2="${x}" y1="${top - 14}" y2="${height - 12}" class="${share === 1 ? "goal" : "grid"}"/>${text(Number(x), top - 22, label, ' class="axis"')}`;
  });
  const rows = ratios.map(({ title, subtitle, ratio, target, atMost }, index) => {
    const share = atMost ? target / ratio : ratio / target;
    const y = top + index * rowHeight;
    const [from, to] = [Math.min(middle, at(share)), Math.max(middle, at(share))];
    const bar = `<rect x="${from.toFixed(1)}" y="${y + 3}" width="${Math.max(2, to - from).toFixed(1)}" height="20" rx="2" class="${share >= 1 ? "reached" : "missed"}"/>`;
    return [
      text(labels - 14, y + 12, title, ' class="title"'),
      text(labels - 14, y + 27, subtitle, ' class="subtitle"'),
      bar,
      text(width - right + 12, y + 18, `${ratio} × (${atMost ? "≤" : "≥"} ${target})`, ' class="figure"'),
    ].join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Each ratio as a share of its target">
<style>text{font:13px system-ui,sans-serif;fill:#24292f}.title{font-weight:600;text-anchor:end}.subtitle{font-size:11px;fill:#57606a;text-anchor:end}.axis{font-size:11px;fill:#57606a;text-anchor:middle}.figure{font-size:12px}.grid{stroke:#d0d7de}.goal{stroke:#24292f;stroke-width:1.5}.reached{fill:#2da44e}.missed{fill:#cf222e}</style>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${[...axis, ...rows].join("\n")}
</svg>
`;
}
