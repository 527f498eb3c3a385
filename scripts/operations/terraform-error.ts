/** The first error in what Terraform printed, in one line, with the way out where it is known. */
export function firstError(errors: string): string {
  const lines = errors.split("\n").map((line) => line.replace(/^[│╷╵\s]+/, "").trim());
  const start = lines.findIndex((line) => line.startsWith("Error: "));
  const [title = "Terraform failed", ...rest] = lines.slice(Math.max(start, 0));
  const detail = rest.find((line) => line !== "" && !/^(on|with) .*[,:]$/.test(line) && !/^\d+:/.test(line));
  const text = [title.replace(/^Error: /, ""), detail].filter(Boolean).join(": ");
  if (/remote state|does not have an attribute named|Unsupported attribute/.test(errors)) {
    return `${text} (a stack that it builds on is not applied, or not in its present form: deploy that first)`;
  }
  return text;
}
