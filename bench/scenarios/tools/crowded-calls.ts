import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@modelcontextprotocol/client";
import { BenchServer } from "../../support/bench-server.ts";
import { claimRow, type Row } from "../../support/report.ts";
import { quantile } from "../../support/statistics.ts";
import { callSocketOf, connectShim, prepareUsers } from "../../support/tool-agents.ts";

const AGENT = "claude";
const SLOW = 50;
/** What is at work already when a fast call comes (one of the QMS, four of git), and what ends while it is on its way. */
const MOST_BEFORE = 10;
const LONG_LINES = 10_000;
const COMMITS = 100;

/** A call that takes no time, asked behind many of the same agent's that do: how many of those are answered before it. */
export async function crowdedCalls(rounds: number): Promise<Row[]> {
  const server = await BenchServer.create(
    { [AGENT]: "cat" },
    {
      prepare: (project) => {
        prepareUsers(project, [AGENT]);
        makeHistory(project);
      },
    },
  );
  const cache = mkdtempSync(join(tmpdir(), "quorum-bench-cache-"));
  try {
    await server.start(AGENT);
    const socket = await callSocketOf(server, AGENT);
    const qms = (await connectShim(socket, "qms", cache)).client;
    const git = (await connectShim(socket, "git", cache)).client;
    await answered(qms, "qms_create", { doc_type: "CR", title: "Long" });
    lengthen(join(server.project, ".claude", "users", AGENT, "workspace", "CR-001.md"));
    await answered(qms, "qms_checkin", { doc_id: "CR-001" });
    const [before, alone, beside]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      alone.push((await fast(qms, () => 0)).ms);
      let done = 0;
      const slow = Array.from({ length: SLOW }, async (_, number) => {
        await slowCall(number, qms, git);
        done += 1;
      });
      const { ms, count } = await fast(qms, () => done);
      before.push(count);
      beside.push(ms);
      await Promise.all(slow);
    }
    await Promise.all([qms.close(), git.close()]);
    const most = Math.max(...before);
    return [
      claimRow(
        `${SLOW} slow calls of an agent (git's history, a long document, changes), and then a fast one: it waits for none that is not at work already`,
        most <= MOST_BEFORE,
        `at most ${most} are answered before it`,
      ),
      {
        what: "… the fast one's answer, p50",
        figure: `${quantile(beside, 0.5).toFixed(1)} ms`,
        baseline: `alone, p50: ${quantile(alone, 0.5).toFixed(1)} ms`,
        // Git's processes take all of a small machine.
        goal: "—",
        isReached: undefined,
      },
    ];
  } finally {
    await server.dispose();
    rmSync(cache, { recursive: true, force: true });
  }
}

/** Asks what takes no time; says how long it took all the same, and how many others were answered before. */
async function fast(
  qms: Client,
  done: () => number,
): Promise<{ readonly ms: number; readonly count: number }> {
  const began = performance.now();
  await answered(qms, "qms_status", { doc_id: "CR-001" });
  return { ms: performance.now() - began, count: done() };
}

function slowCall(number: number, qms: Client, git: Client): Promise<void> {
  if (number % 3 === 0) return answered(git, "git", { args: ["log", "-p"] });
  if (number % 3 === 1) return answered(qms, "qms_read", { doc_id: "CR-001", draft: true });
  return answered(qms, "qms_message", { recipient: AGENT, subject: "Hello", body: "It counts." });
}

async function answered(client: Client, name: string, given: Record<string, unknown>): Promise<void> {
  const result = await client.callTool({ name, arguments: given });
  if (result.isError === true) throw new Error(JSON.stringify(result.content).slice(0, 300));
}

function lengthen(file: string): void {
  const lines = Array.from(
    { length: LONG_LINES },
    (_, at) => `Line ${at} of a document that goes on for long.`,
  );
  writeFileSync(file, `${readFileSync(file, "utf8")}\n${lines.join("\n")}\n`);
}

/** A repository with a history that takes git a while to tell. */
function makeHistory(project: string): void {
  const who = ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid"];
  const git = (...argv: readonly string[]): void =>
    void execFileSync("git", [...who, ...argv], { cwd: project, stdio: "ignore" });
  git("init", "-q", "-b", "main");
  writeFileSync(join(project, ".gitignore"), ".quorum/\n");
  git("add", ".");
  for (let number = 0; number < COMMITS; number += 1) {
    writeFileSync(join(project, "notes.txt"), `Note ${number}\n`.repeat(200));
    git("add", "notes.txt");
    git("commit", "-q", "-m", `Note ${number}`);
  }
}
