import { createInterface } from "node:readline/promises";
import { OperationError } from "./operation-error";

/** Asks the user at the terminal, who has to type the whole word. */
export type Confirm = (question: string, word: string) => Promise<boolean>;

/**
 * @param option what a script gives instead of an answer, such as --auto-approve
 * @throws {OperationError} where there is no terminal to ask at
 */
export const confirmAtTerminal =
  (option: string): Confirm =>
  async (question, word) => {
    if (!process.stdin.isTTY)
      throw new OperationError(`There is no terminal to ask at. To go ahead without being asked, add ${option}`);
    // Without a terminal of its own, Ctrl-C stays a signal.
    const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
    const ended = new AbortController();
    terminal.once("close", () => ended.abort());
    const stop = () => terminal.close();
    process.once("SIGINT", stop);
    try {
      const answer = await terminal.question(`\n${question} Type "${word}" to go ahead: `, { signal: ended.signal });
      return answer.trim() === word;
    } catch {
      return false;
    } finally {
      process.off("SIGINT", stop);
      terminal.close();
    }
  };
