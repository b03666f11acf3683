import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputNotes } from "./input-notes.ts";
import { inboxOf, prepareAgents, millisecondsBetween, putMessage, TWELVE_AGENTS } from "./twelve-agents.ts";

const PROGRAM = join(import.meta.dirname, "../bare/bare-agent.ts");
const LOOP = `
inotifywait -m -e moved_to --format '%w %f' "$@" | while read -r folder file; do
  agent="\${folder%/inbox/}"; agent="\${agent##*/}"
  tmux -S "$SOCKET" send-keys -t "$agent" "New message \${file%.md}. Run qms inbox." Enter
done`;
/** Its tmux is let go before the next message. */
const PAUSE_MS = 20;

/** How agents were told before: a shell loop behind inotifywait types into their tmux sessions. */
export class FirstDesign {
  readonly #folder = mkdtempSync(join(tmpdir(), "quorum-bench-first-"));
  readonly #socket = join(this.#folder, "tmux");
  readonly #notes = new InputNotes(join(this.#folder, "notes"));
  #loop: ChildProcess | undefined;

  /** Nothing where inotifywait and tmux are not here. */
  static async start(): Promise<FirstDesign | undefined> {
    const isHere = (command: string, version: string): boolean =>
      spawnSync(command, [version], { stdio: "ignore" }).error === undefined;
    if (!isHere("inotifywait", "--help") || !isHere("tmux", "-V")) return undefined;
    const design = new FirstDesign();
    await design.#start();
    return design;
  }

  /** Puts a message into an agent's inbox; answers with how long it took to reach its program. */
  async tell(agent: string, name: string): Promise<number> {
    const began = putMessage(this.#folder, agent, name);
    const arrived = await this.#notes.arrivalOf(agent, name);
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_MS);
    });
    return millisecondsBetween(began, arrived);
  }

  dispose(): void {
    // Together with the two programs that it started.
    if (this.#loop?.pid !== undefined) process.kill(-this.#loop.pid);
    this.#tmux("kill-server");
    this.#notes.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    prepareAgents(this.#folder);
    for (const agent of TWELVE_AGENTS)
      this.#tmux("new-session", "-d", "-s", agent, process.execPath, PROGRAM, this.#notes.file, agent);
    // Input that is typed before a terminal is raw comes in another shape.
    for (const agent of TWELVE_AGENTS) await this.#notes.arrivalOf(agent, "ready");
    const folders = TWELVE_AGENTS.map((agent) => inboxOf(this.#folder, agent));
    const loop = spawn("bash", ["-c", LOOP, "first-design", ...folders], {
      env: { ...process.env, SOCKET: this.#socket },
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    this.#loop = loop;
    let said = "";
    while (!said.includes("Watches established")) said += String((await once(loop.stderr, "data"))[0]);
  }

  #tmux(...words: readonly string[]): void {
    execFileSync("tmux", ["-S", this.#socket, ...words]);
  }
}
