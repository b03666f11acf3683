import type { BenchProgram } from "./bench-server.ts";

/** How many lines each of them prints in a second. */
export const LINES_PER_SECOND = 20;

// A shell that waits for keys by itself starts no other program for it, and answers a key at once, with a line.
const BUSY = `stty raw -echo; n=0; k=0
while :; do
  printf 'line %d of what an agent prints, with \\e[32msome\\e[0m colour in it\\r\\n' $((n+=1))
  c=; read -r -t ${(1 / LINES_PER_SECOND).toFixed(3)} -N 1 c; [ -n "$c" ] && printf 'K%dX\\r\\n' $((k+=1))
done`;

/** Agents that print all the time, and count the keys that they are given. */
export function busyPrograms(agents: readonly string[]): Readonly<Record<string, BenchProgram>> {
  return Object.fromEntries(agents.map((agent) => [agent, BUSY]));
}

export function agentNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `agent_${index + 1}`);
}
