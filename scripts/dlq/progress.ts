const width = 30;

/** Shows how far a piece of work is: a bar on a terminal, a line for every tenth part where output is piped. */
export function progress(total: number, stream: Pick<NodeJS.WriteStream, "write" | "isTTY">): (count: number) => void {
  let shown = 0;
  return (count) => {
    if (stream.isTTY) {
      const full = Math.round((count / total) * width);
      stream.write(
        `\r[${"#".repeat(full)}${" ".repeat(width - full)}] ${count} of ${total}${count === total ? "\n" : ""}`,
      );
      return;
    }
    const tenth = Math.floor((count * 10) / total);
    if (tenth === shown) return;
    shown = tenth;
    stream.write(`${count} of ${total}\n`);
  };
}
