import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promptLine } from "../../../e2e/rigs/claude-code/prompt-line.ts";
import { DrivenTerminal } from "../../../e2e/rigs/terminal/driven-terminal.ts";
import { FIRST_SIZE } from "../../../electron/hub/runtimes/session/first-size.ts";
import { containerUser } from "../../../electron/hub/runtimes/docker/containers/container-user.ts";
import { TestViewer } from "../../../electron/hub/testing/test-viewer.test-support.ts";
import { removeAll, withContainers, type BenchEngine } from "../../support/bench-engine.ts";
import type { BenchServer } from "../../support/bench-server.ts";
import { limitRow, type Row } from "../../support/report.ts";
import { median } from "../../support/statistics.ts";

const LIMIT_MS = 1500;
const AGENT = "claude";
const BARE = "quorum-bench-bare";
/** A key that opens nothing, and of which the person approved by its end. */
const KEY = "sk-ant-api03-no-key-at-all-for-a-bench";
const ARGS = ["--permission-mode", "default"];
/** Until its first prompt it needs nobody: there is no network, for either of the two. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  ANTHROPIC_API_KEY: KEY,
  ANTHROPIC_BASE_URL: "http://127.0.0.1:9",
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  CLAUDE_CODE_DISABLE_AGENT_VIEW: "1",
};

/** The real Claude Code, from the call to its prompt on a screen, against `docker run -it` of the same command. */
export async function claudeStart(engine: BenchEngine, samples: number): Promise<Row[]> {
  const agents = {
    [AGENT]: {
      program: { command: "claude", args: ARGS, env: ENVIRONMENT },
      runtime: "docker",
      network: "none",
    },
  };
  const measure = async (server: BenchServer, image: string): Promise<Row[]> => {
    const linked: number[] = [];
    const ours: number[] = [];
    const bare: number[] = [];
    // The first of each fills the caches.
    for (let index = 0; index <= samples; index += 1) {
      const run = await bareStart(engine, server.project, image);
      const start = await ownStart(engine, server);
      if (index === 0) continue;
      bare.push(run);
      linked.push(start.linked);
      ours.push(start.ready);
    }
    return [
      limitRow(
        `Claude Code in a container, from the call to its prompt (p50 ${median(ours).toFixed(0)} ms, linked after ${median(linked).toFixed(0)} ms), beyond docker run -it`,
        median(ours) - median(bare),
        LIMIT_MS,
        "ms",
        `docker run -it of the same command: p50 ${median(bare).toFixed(0)} ms`,
      ),
    ];
  };
  return withContainers(engine, agents, measure, (project) => {
    writeConfiguration(join(project, ".claude", "users", AGENT, "container"));
    writeConfiguration(bareConfiguration(project));
  });
}

async function ownStart(
  { docker }: BenchEngine,
  server: BenchServer,
): Promise<{ readonly linked: number; readonly ready: number }> {
  const began = performance.now();
  await server.start(AGENT);
  const linked = performance.now() - began;
  const viewer = new TestViewer(await server.openTerminal(AGENT), { size: FIRST_SIZE });
  await viewer.until(({ terminal }) => promptLine(terminal.buffer.active).kind === "empty");
  const ready = performance.now() - began;
  viewer.close();
  await server.stopAgents();
  // `--rm` does so too.
  await removeAll(docker, server);
  return { linked, ready };
}

async function bareStart(
  { docker, environment }: BenchEngine,
  project: string,
  image: string,
): Promise<number> {
  const { uid, gid } = userOf();
  const began = performance.now();
  const terminal = new DrivenTerminal({
    command: "docker",
    values: [
      ...["run", "-it", "--rm", "--name", BARE, "--network", "none", "--user", `${uid}:${gid}`],
      ...["--volume", `${project}:/project:ro`, "--workdir", "/project"],
      ...["--volume", `${bareConfiguration(project)}:/claude-config`],
      ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
      ...[image, "claude", ...ARGS],
    ],
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...hostOf(environment) },
    ...FIRST_SIZE,
  });
  await terminal.until(
    () => terminal.hasExited || promptLine(terminal.screen.buffer.active).kind === "empty",
  );
  const took = performance.now() - began;
  if (terminal.hasExited) throw new Error(`docker run ended: ${terminal.visibleLines.join("\n").trim()}`);
  await docker.getContainer(BARE).kill();
  await terminal.exit;
  terminal.close();
  return took;
}

function hostOf(environment: Readonly<Record<string, string>>): Record<string, string> {
  const host = environment["DOCKER_HOST"] ?? process.env["DOCKER_HOST"];
  return host === undefined ? {} : { DOCKER_HOST: host };
}

function bareConfiguration(project: string): string {
  return join(project, "..", "bare-configuration");
}

/** As if a person had been through the first questions. */
function writeConfiguration(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, ".claude.json");
  const configuration = {
    hasCompletedOnboarding: true,
    theme: "dark",
    customApiKeyResponses: { approved: [KEY.slice(-20)], rejected: [] },
    projects: { "/project": { hasTrustDialogAccepted: true } },
  };
  writeFileSync(file, JSON.stringify(configuration));
  const { uid, gid } = userOf();
  if (process.getuid?.() === 0) for (const path of [folder, file]) chownSync(path, uid, gid);
}

function userOf(): { readonly uid: number; readonly gid: number } {
  const [uid, gid] = [process.getuid?.() ?? 1000, process.getgid?.() ?? 1000];
  const user = containerUser({
    platform: process.platform,
    uid,
    gid,
    owner: { uid, gid },
    isRootless: false,
  });
  return user ?? { uid, gid };
}
