import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchProgram } from "./bench-server.ts";

/** The one that every project has, and eleven more. */
export const TWELVE_AGENTS: readonly string[] = [
  "claude",
  ...Array.from({ length: 11 }, (_, index) => `agent_${index + 1}`),
];

/** Each of them runs the scripted agent. */
export const TWELVE_PROGRAMS: Readonly<Record<string, BenchProgram>> = Object.fromEntries(
  TWELVE_AGENTS.map((agent) => [agent, { isScripted: true }]),
);

/** Makes the agents known to the QMS under a folder, with empty inboxes. */
export function prepareAgents(root: string): void {
  mkdirSync(join(root, ".staging"), { recursive: true });
  mkdirSync(join(root, ".claude", "agents"), { recursive: true });
  for (const agent of TWELVE_AGENTS) {
    mkdirSync(inboxOf(root, agent), { recursive: true });
    const definition = `---\nname: ${agent}\ngroup: reviewer\n---\n`;
    writeFileSync(join(root, ".claude", "agents", `${agent}.md`), definition);
  }
}

/** The agent whose turn it is. */
export function agentAt(number: number): string {
  return TWELVE_AGENTS[number % TWELVE_AGENTS.length] ?? "";
}

export function inboxOf(root: string, agent: string): string {
  return join(root, ".claude", "users", agent, "inbox");
}

export function messageName(number: number): string {
  return `msg-bench-2026-11-01-${String(100_000 + number)}`;
}

/** Writes a message beside the inbox and renames it into it; answers with the moment just before that. */
export function putMessage(root: string, agent: string, name: string): bigint {
  const staged = join(root, ".staging", name);
  writeFileSync(staged, `---\ntype: message\nfrom: bench\nto: ${agent}\nsubject: "${name}"\n---\n\nHello.\n`);
  const target = join(inboxOf(root, agent), `${name}.md`);
  const at = process.hrtime.bigint();
  renameSync(staged, target);
  return at;
}

export function millisecondsBetween(from: bigint, to: bigint): number {
  return Number(to - from) / 1_000_000;
}
