import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { z } from "zod";
import { ClaudeCode } from "../../../e2e/rigs/claude-code/claude-code.ts";
import { findClaudeCode } from "../../../e2e/rigs/claude-code/find-claude-code.ts";
import { makePlace, type Place } from "../../../e2e/rigs/claude-code/place.ts";
import { MessagesApi } from "../../../e2e/rigs/messages-api/messages-api.ts";
import { toolNames, type ModelRequest } from "../../../e2e/rigs/messages-api/model-request.ts";
import type { ScriptedModel } from "../../../e2e/rigs/messages-api/scripted-model.ts";
import { says } from "../../../e2e/rigs/messages-api/turn.ts";
import { LISTED_SERVERS } from "../../../electron/agentd/mcp/listed-servers.ts";
import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { BenchServer, ROOT } from "../../support/bench-server.ts";
import { claimRow, notMeasuredRow, type Row } from "../../support/report.ts";
import { quantile } from "../../support/statistics.ts";
import { prepareUsers } from "../../support/tool-agents.ts";

const USER = "claude";
/** Without a request by then there will be none. */
const REQUEST_MS = 45_000;

const WANTED = Object.entries(LISTED_SERVERS).flatMap(([server, { tools }]) =>
  tools.map(({ name }) => `mcp__${server}__${name}`),
);

const Configuration = z.object({
  mcpServers: z.record(z.string(), z.looseObject({ url: z.string() })),
});
type Configuration = z.infer<typeof Configuration>;

interface Door {
  readonly configuration: Configuration;
  readonly token: string;
}

/** Programs that reach the hub's servers of tools by HTTP, as `quorum mcp config` tells them to: the kit's client, and Claude Code. */
export async function directHttp(connects: number, starts: number): Promise<Row[]> {
  const server = await BenchServer.create({}, { prepare: (project) => prepareUsers(project, [USER]) });
  try {
    const door = doorOf(server);
    return [await clientConnects(door, connects), ...(await claudeConnects(door, starts))];
  } finally {
    await server.dispose();
  }
}

/** What a person gets of the command line, for a program of theirs. */
function doorOf({ folder, project }: BenchServer): Door {
  const quorum = (...words: readonly string[]): string =>
    execFileSync(process.execPath, [resolve(ROOT, "out/cli/quorum.js"), ...words, "--project", project], {
      env: { ...process.env, QUORUM_USER_FOLDER: join(folder, "user") },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  const configuration = Configuration.parse(JSON.parse(quorum("mcp", "config")));
  return { configuration, token: quorum("token", USER).trim() };
}

async function clientConnects({ configuration, token }: Door, samples: number): Promise<Row> {
  const faults: string[] = [];
  const ready: number[] = [];
  for (let number = 0; number < samples; number += 1) {
    const name = ServerName.options[number % ServerName.options.length] ?? "qms";
    const began = performance.now();
    try {
      const client = new Client({ name: "bench", version: "1.0.0" });
      const url = new URL(configuration.mcpServers[name]?.url ?? "");
      const headers = { Authorization: `Bearer ${token}` };
      await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
      const { tools } = await client.listTools();
      if (tools.length !== LISTED_SERVERS[name].tools.length) faults.push(`${tools.length} tools of ${name}`);
      ready.push(performance.now() - began);
      await client.close();
    } catch (error) {
      faults.push(String(error));
    }
  }
  tell(faults);
  return claimRow(
    `the official kit's client connects by HTTP and lists the tools (p50 ${quantile(ready, 0.5).toFixed(0)} ms, p99 ${quantile(ready, 0.99).toFixed(0)} ms)`,
    faults.length === 0,
    `${samples - faults.length} of ${samples}`,
  );
}

/** How a program is told of the servers, and when it is asked something. */
interface Way {
  readonly what: string;
  readonly alwaysLoads: boolean;
  /** Whether what it is asked is there when it starts; otherwise it is entered as soon as its prompt is there. */
  readonly isArgument: boolean;
}

const WAYS: readonly Way[] = [
  { what: "as printed, asked at its prompt", alwaysLoads: true, isArgument: false },
  { what: "as printed, asked by its argument", alwaysLoads: true, isArgument: true },
  { what: "without `alwaysLoad`, asked at its prompt", alwaysLoads: false, isArgument: false },
];

async function claudeConnects(door: Door, starts: number): Promise<Row[]> {
  const version = findClaudeCode()?.version;
  const claim = "Claude Code connects by HTTP: its first request lists every tool";
  if (version === undefined) return [notMeasuredRow(claim, "it is not installed")];
  const place = await makePlace({ mcpServers: ServerName.options });
  const api = await MessagesApi.start();
  const model = api.model();
  model.otherwise = () => says("I have seen it.");
  try {
    const rows: Row[] = [];
    for (const way of WAYS) {
      writeConfiguration(place, door, way);
      const found: Found[] = [];
      for (let number = 0; number < starts; number += 1)
        found.push(await startOnce({ place, model, token: door.token, way }));
      rows.push(foundRow(`${claim} (${version}, ${way.what})`, found));
    }
    return rows;
  } finally {
    await api.close();
    await place.remove();
  }
}

function writeConfiguration(place: Place, { configuration }: Door, { alwaysLoads }: Way): void {
  const servers = Object.entries(configuration.mcpServers).map(([name, entry]) => {
    const { alwaysLoad: _printed, ...rest } = entry;
    return [name, alwaysLoads ? entry : rest];
  });
  writeFileSync(
    join(place.project, ".mcp.json"),
    JSON.stringify({ mcpServers: Object.fromEntries(servers) }),
  );
}

interface Start {
  readonly place: Place;
  readonly model: ScriptedModel;
  readonly token: string;
  readonly way: Way;
}

/** What the model was told of the tools: of how many it could call at once, and of how many it knew by name. */
interface Found {
  readonly listed: number;
  readonly named: number;
  /** In the second request, when there was time to connect. */
  readonly namedLater: number;
}

/** Nothing of ours is in its way there: it is a figure, and no goal. */
function foundRow(what: string, found: readonly Found[]): Row {
  const count = (of: (one: Found) => number): number =>
    found.filter((one) => of(one) === WANTED.length).length;
  const later = count(({ namedLater }) => namedLater);
  const figure = `${count(({ listed }) => listed)} of ${found.length}; ${count(({ named }) => named)} name them; ${later} by the second request`;
  return { what, figure, baseline: "—", goal: "—", isReached: undefined };
}

/** Starts it, asks it something, and something else afterwards. */
async function startOnce({ place, model, token, way }: Start): Promise<Found> {
  const before = model.turns.length;
  const program = new ClaudeCode({
    ...{ place, model, env: { QUORUM_TOKEN: token } },
    values: way.isArgument ? ["Hello."] : [],
  });
  const talk = async (): Promise<Found> => {
    if (!way.isArgument) await program.submit("Hello.");
    const first = await model.untilTurn(before + 1);
    await program.untilVisible("I have seen it.");
    await program.submit("And now?");
    const second = await model.untilTurn(before + 2);
    const listed = new Set(toolNames(first));
    return {
      listed: WANTED.filter((name) => listed.has(name)).length,
      named: namedIn(first),
      namedLater: namedIn(second),
    };
  };
  try {
    const found = await within(talk());
    if (found !== undefined) return found;
    tell([`no request: ${program.visibleLines.join(" ").slice(0, 300)}`]);
    return { listed: 0, named: 0, namedLater: 0 };
  } finally {
    process.kill(program.pid, "SIGKILL");
    await program.exit;
  }
}

function namedIn({ body }: ModelRequest): number {
  const text = JSON.stringify(body);
  return WANTED.filter((name) => text.includes(name)).length;
}

async function within<T>(work: Promise<T>): Promise<T | undefined> {
  const over = Promise.withResolvers<undefined>();
  const timeout = setTimeout(() => over.resolve(undefined), REQUEST_MS);
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(timeout);
  }
}

function tell(faults: readonly string[]): void {
  const times = Map.groupBy(faults, (fault) => fault);
  for (const [fault, all] of times) process.stderr.write(`${all.length} times: ${fault}\n`);
}
