import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { limitRow, type Row } from "../support/report.ts";
import { quantile } from "../support/statistics.ts";

const QMS = resolve(import.meta.dirname, "../../out/cli/qms.js");
const LIMIT_MS = 60;

/** Cold starts of the `qms` command, each beside a Node that does nothing, which is started right before it. */
export function command(times: number): Row[] {
  const project = mkdtempSync(join(tmpdir(), "quorum-bench-qms-"));
  try {
    must(project, ["init", "--yes"]);
    const ids = Array.from(
      { length: times + 1 },
      (_none, index) => `CR-${String(index + 1).padStart(3, "0")}`,
    );
    for (const id of ids) {
      must(project, ["-u", "claude", "create", "CR", "--title", `Change ${id}`]);
      must(project, ["-u", "claude", "checkin", id]);
    }
    return [
      row("qms status", times, project, () => ["status", "CR-001"]),
      row("qms inbox", times, project, () => ["-u", "qa", "inbox", "--peek"]),
      row("qms message", times, project, () => [
        "-u",
        "claude",
        "message",
        "qa",
        "-s",
        "Note",
        "A few words.",
      ]),
      // Each document is routed once: checking, locking, writing and telling the assignee are all in it.
      row("qms route", times, project, (index) => ["-u", "claude", "route", ids[index] ?? "", "--review"]),
    ];
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function row(what: string, times: number, project: string, argumentsOf: (index: number) => string[]): Row {
  const bare: number[] = [];
  const beyond: number[] = [];
  // The first of each fills the caches.
  for (let index = 0; index <= times; index += 1) {
    const nothing = timed(project, ["-e", "0"]);
    const own = timed(project, [QMS, ...argumentsOf(index)]);
    if (index === 0) continue;
    bare.push(nothing);
    beyond.push(own - nothing);
  }
  const baseline = `node -e 0: ${quantile(bare, 0.5).toFixed(0)} ms`;
  return limitRow(`${what}, cold, beyond a bare node (p50)`, quantile(beyond, 0.5), LIMIT_MS, "ms", baseline);
}

function timed(project: string, parameters: readonly string[]): number {
  const began = performance.now();
  const { status, stdout } = spawnSync(process.execPath, parameters, { cwd: project, encoding: "utf8" });
  const took = performance.now() - began;
  if (status !== 0) throw new Error(`${parameters.join(" ")} failed: ${stdout}`);
  return took;
}

function must(project: string, parameters: readonly string[]): void {
  timed(project, [QMS, ...parameters]);
}
