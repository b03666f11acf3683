import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BenchServer } from "../support/bench-server.ts";
import { FirstDesign } from "../support/first-design.ts";
import { FollowedAgents } from "../support/followed-agents.ts";
import { InputNotes } from "../support/input-notes.ts";
import {
  agentAt,
  messageName,
  millisecondsBetween,
  prepareAgents,
  putMessage,
  TWELVE_AGENTS,
  TWELVE_PROGRAMS,
} from "../support/twelve-agents.ts";
import { claimRow, limitRow, ratioRow, type Row } from "../support/report.ts";
import { quantile } from "../support/statistics.ts";

const ROUNDS = 4;

/**
 * A file comes into the inbox of one of twelve idle agents: how long until its notice is in the program's input, with all
 * that is written to the disk on the way.
 */
export async function notices(samples: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "quorum-bench-notices-"));
  const notes = new InputNotes(join(folder, "notes"));
  const server = await BenchServer.create(TWELVE_PROGRAMS, {
    prepare: prepareAgents,
    environment: { SCRIPTED_INPUT_NOTES: notes.file },
  });
  const agents = new FollowedAgents(server.client, TWELVE_AGENTS);
  const first = await FirstDesign.start();
  const tell = async (agent: string, name: string): Promise<number> => {
    const began = putMessage(server.project, agent, name);
    const arrived = await notes.arrivalOf(agent, name);
    // Each begins when all is quiet again: the agent has read its inbox and rests, and that is on record.
    await agents.untilSeen(agent, name);
    await agents.untilAllIdle();
    return millisecondsBetween(began, arrived);
  };
  try {
    await Promise.all(TWELVE_AGENTS.map((agent) => server.start(agent)));
    await agents.untilAllIdle();
    const before: number[] = [];
    const ours: number[] = [];
    const perRound = Math.ceil(samples / ROUNDS);
    for (let round = 0; round < ROUNDS; round += 1) {
      const numbers = Array.from({ length: perRound }, (_, index) => perRound * round + index);
      if (first !== undefined)
        for (const number of numbers) before.push(await first.tell(agentAt(number), messageName(number)));
      for (const number of numbers) ours.push(await tell(agentAt(number), messageName(number)));
    }
    const input = notes.all.map(({ text }) => text).join("");
    const once = ours.filter((_, number) => input.split(messageName(number)).length === 2);
    const all = `${once.length} of ${ours.length}`;
    return [...rows(ours, before), claimRow("… and each arrived once", once.length === ours.length, all)];
  } finally {
    first?.dispose();
    agents.stop();
    await server.dispose();
    notes.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rows(ours: readonly number[], before: readonly number[]): Row[] {
  const figures = (all: readonly number[]): string =>
    `p50 ${quantile(all, 0.5).toFixed(1)} ms, p99 ${quantile(all, 0.99).toFixed(1)} ms`;
  const ratio = (share: number): number => quantile(ours, share) / quantile(before, share);
  const first = "inotifywait, a shell loop and tmux send-keys";
  const file = "an inbox file to the notice in the input of one of 12 agents";
  return [
    limitRow(`${file}, p50`, quantile(ours, 0.5), 5, "ms"),
    limitRow(`${file}, p99`, quantile(ours, 0.99), 15, "ms"),
    ...(before.length === 0
      ? [claimRow("… beside the first design", true, `not measured: ${first} are not here`)]
      : [
          ratioRow(
            "… beside the first design, p50",
            ratio(0.5),
            { atMost: 2 },
            `${first}: ${figures(before)}`,
          ),
          ratioRow("… beside the first design, p99", ratio(0.99), { atMost: 2 }, figures(before)),
        ]),
  ];
}
