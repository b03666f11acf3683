import { createInterface } from "node:readline";
import { AgentId } from "../../../shared/contract/agents.ts";
import { encodeViewerFrame } from "../../../shared/terminal/frames.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import { createHost } from "../host/host.ts";
import { createJsonLog } from "../log/json-log.ts";
import { createMemoryPipe } from "../testing/memory-pipe.test-support.ts";
import { SOURCE_ASSETS } from "../testing/source-assets.test-support.ts";

// `hub-process <project> <user folder>`: a hub in a process of its own, which a test may kill. It does what lines on its
// standard input say, each as JSON, and tells on its standard output what its agents do and what becomes of their items.
const [project = "", userFolder = ""] = process.argv.slice(2);

interface Order {
  readonly agent: string;
  readonly order: "start" | "stop" | "type";
  readonly text?: string;
}

const host = await createHost({
  version: "0.0.0",
  userFolder,
  assets: SOURCE_ASSETS,
  log: createJsonLog((line) => process.stderr.write(line), Date.now),
});
await host.openProject(project);
const terminals = new Map<AgentId, FramePipe>();
host.onAgentChanged((agent) => tell({ agent }));
for (const agent of host.agents) {
  tell({ agent });
  void (async () => {
    for await (const change of host.hub.inbox.deliveries(agent.id, new AbortController().signal))
      for (const delivery of change.items) tell({ of: agent.id, delivery });
  })();
}
createInterface(process.stdin).on("line", (line) => void obey(JSON.parse(line)));
process.stdin.on("end", () => process.exit(0));

async function obey({ agent, order, text = "" }: Order): Promise<void> {
  const id = AgentId.parse(agent);
  if (order === "start") await host.hub.start(id);
  else if (order === "stop") await host.hub.stop(id, "after-turn");
  else terminalOf(id).send(encodeViewerFrame({ kind: "input", bytes: new TextEncoder().encode(text) }));
}

function terminalOf(agent: AgentId): FramePipe {
  const known = terminals.get(agent);
  if (known !== undefined) return known;
  const [near, far] = createMemoryPipe();
  host.openTerminal(agent, far);
  near.send(encodeViewerFrame({ kind: "open", request: { follow: "screen" } }));
  terminals.set(agent, near);
  return near;
}

function tell(news: object): void {
  process.stdout.write(`${JSON.stringify(news)}\n`);
}
