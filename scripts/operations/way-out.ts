const waysOut: [RegExp, string][] = [
  [/Unauthorized/, "npx freehold deploy bootstrap makes new certificates"],
  [/certificate has expired/, "See docs/how-to/troubleshoot.md, Token or certificate expired"],
  [
    /:6443\b|Kubernetes cluster unreachable|Unable to connect to the server/,
    "See docs/how-to/troubleshoot.md, 6443 unreachable",
  ],
];

/** What to do about a failure to reach the cluster, which has nothing to do with what was asked for; none for another. */
export function wayOut(errors: string): string | undefined {
  return waysOut.find(([pattern]) => pattern.test(errors))?.[1];
}
