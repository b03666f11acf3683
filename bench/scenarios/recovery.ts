import { stateOf } from "../../electron/agentd/screen-state.test-support.ts";
import { TestViewer } from "../../electron/hub/testing/test-viewer.test-support.ts";
import { BenchServer } from "../support/bench-server.ts";
import { memoryOf } from "../support/memory-of.ts";
import { claimRow, limitRow, type Row } from "../support/report.ts";
import { quantile } from "../support/statistics.ts";

const AGENTS = 12;
const SIZE = { columns: 100, rows: 30 };

/** Twelve agents with ten thousand lines behind them: what they cost unseen, and how they come back after a crash. */
export async function recovery(): Promise<Row[]> {
  const names = Array.from({ length: AGENTS }, (_, index) => `agent_${index}`);
  const program = (name: string): string =>
    `for i in $(seq 11000); do printf '\\e[3%dm ${name} line %d of work\\e[0m and what came of it\\r\\n' $((i % 8)) $i; done; printf '\\e[?2004h\\e[5;10Hready'; exec cat`;
  const server = await BenchServer.create(Object.fromEntries(names.map((name) => [name, program(name)])));
  const emptyMemory = await memoryOf(server.pid);
  for (const name of names) await server.start(name);
  const before = await Promise.all(
    names.map(async (name) => new TestViewer(await server.openTerminal(name), { size: SIZE })),
  );
  await Promise.all(before.map((viewer) => viewer.sees("ready")));
  for (const viewer of before) viewer.close();
  const hubMemory = (await memoryOf(server.pid)) - emptyMemory;
  const hostMemory = await Promise.all(names.map(async (name) => memoryOf(await server.hostPid(name))));

  await server.kill();
  const began = performance.now();
  await server.boot();
  const after = await Promise.all(
    names.map(async (name) => new TestViewer(await server.openTerminal(name), { size: SIZE })),
  );
  await Promise.all(after.map((viewer) => viewer.sees("ready")));
  const seconds = (performance.now() - began) / 1000;
  const isSame = after.every(
    (viewer, index) =>
      JSON.stringify(screenOf(viewer)) === JSON.stringify(screenOf(before[index] as TestViewer)),
  );
  for (const viewer of after) viewer.close();
  await server.dispose();
  return [
    limitRow("a hidden agent costs the hub", hubMemory / AGENTS, 1.5, "MB"),
    limitRow(
      "its session host, with 11,000 lines behind it (largest of 12)",
      quantile(hostMemory, 1),
      70,
      "MB",
    ),
    limitRow("kill -9 of the hub: 12 terminals are back", seconds, 2, "s"),
    claimRow("… with exactly the screens they had", isSame, isSame ? "equal" : "different"),
  ];
}

function screenOf(viewer: TestViewer): object {
  return stateOf(viewer.terminal, 0);
}
