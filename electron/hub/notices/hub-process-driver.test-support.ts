import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Emitter } from "../../../shared/base/emitter.ts";
import { OUTPUT_FOLDER } from "../../../shared/link/session-files.ts";
import type { Agent } from "../../../shared/contract/agents.ts";
import type { Delivery } from "../../../shared/contract/deliveries.ts";

const PROGRAM = join(import.meta.dirname, "hub-process.test-support.ts");

type News = { readonly agent: Agent } | { readonly of: string; readonly delivery: Delivery };

/** A project whose hub runs in a process that comes and goes; what it tells is kept. */
export class DrivenHub {
  readonly #project: string;
  readonly #userFolder: string;
  readonly #told = new Emitter<void>();
  readonly agents = new Map<string, Agent>();
  readonly #deliveries = new Map<string, Delivery>();
  #process: ChildProcess | undefined;
  /** How often it has told something. */
  count = 0;
  /** Which of its processes it is. */
  run = 0;
  log = "";

  constructor(project: string, userFolder: string) {
    this.#project = project;
    this.#userFolder = userFolder;
  }

  async start(): Promise<void> {
    this.run += 1;
    this.agents.clear();
    this.#deliveries.clear();
    const child = spawn(process.execPath, [PROGRAM, this.#project, this.#userFolder], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    child.stdin.on("error", () => undefined);
    child.stderr.on("data", (text) => (this.log += String(text)));
    this.#process = child;
    createInterface(child.stdout).on("line", (line) => this.#onNews(JSON.parse(line)));
    await this.until(() => this.agents.size > 0);
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  order(agent: string, order: "start" | "stop" | "type", text?: string): void {
    this.#process?.stdin?.write(`${JSON.stringify({ agent, order, text })}\n`);
  }

  doing(agent: string): string {
    const { state, activity } = this.agents.get(agent) ?? {};
    return state?.kind === "running" ? (activity?.kind ?? "starting") : (state?.kind ?? "unknown");
  }

  delivery(agent: string, item: string): Delivery | undefined {
    return this.#deliveries.get(`${agent}/${item}`);
  }

  async until(claim: () => boolean): Promise<void> {
    if (claim()) return;
    await new Promise<void>((resolve) => {
      const subscription = this.#told.event(() => {
        if (!claim()) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  /** The folder of the agent's latest session. */
  session(agent: string): string | undefined {
    const folder = join(this.#project, ".quorum", "agents", agent);
    const latest = existsSync(folder) ? readdirSync(folder).toSorted().at(-1) : undefined;
    return latest === undefined ? undefined : join(folder, latest);
  }

  /** All that was ever said to the scripted agent: each session's transcript begins with those before it. */
  said(agent: string): readonly string[] {
    const file = join(this.session(agent) ?? "", "transcript.jsonl");
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => String(JSON.parse(line).text));
  }

  /** All that the agent's program wrote in all its sessions. */
  output(agent: string): string {
    const folder = join(this.#project, ".quorum", "agents", agent);
    return readdirSync(folder)
      .flatMap((session) => {
        const output = join(folder, session, OUTPUT_FOLDER);
        return existsSync(output) ? readdirSync(output).map((file) => join(output, file)) : [];
      })
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
  }

  #onNews(news: News): void {
    this.count += 1;
    if ("agent" in news) this.agents.set(news.agent.id, news.agent);
    else this.#deliveries.set(`${news.of}/${news.delivery.item}`, news.delivery);
    this.#told.fire();
  }
}
