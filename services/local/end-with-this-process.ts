/**
 * Runs a server in the background, and ends it when its standard input is closed, which the system does when the process
 * that started it is gone, by `kill -9` too. SIGTERM is for a server that has not begun to listen for signals. The shell
 * ends as the server did: with its exit code or by its signal.
 */
const script = `
exec 4<&0
"$@" </dev/null 4<&- &
server=$!
(read -r _ <&4; kill -TERM $server; kill -INT $server) 2>/dev/null &
guard=$!
exec 4<&-
wait $server
status=$?
kill $guard 2>/dev/null
[ $status -le 128 ] || kill -$((status - 128)) $$
exit $status`;

/**
 * The command that runs a server no longer than this process lives; its standard input must be a pipe. Windows has no such
 * shell: there a server outlives a crash, and the next start ends it.
 */
export function endingWithThisProcess(program: string, args: readonly string[]): [program: string, args: string[]] {
  if (process.platform === "win32") return [program, [...args]];
  return ["/bin/sh", ["-c", script, "sh", program, ...args]];
}
