import { join } from "node:path";
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { listedServer } from "../../../../shared/mcp/tool-plan.ts";
import { gitAccess, type GitAccess } from "../../config/git-settings.ts";
import { parseProjectConfig } from "../../config/project-config.ts";
import { GitCallRecord } from "../../git/calls/git-call-record.ts";
import { nobody } from "../../git/git-stage.test-support.ts";
import { GitRunner } from "../../git/run/git-runner.ts";
import { deskServer } from "../desk-server.ts";
import { observedDesk, type FinishedCall } from "../observed-desk.ts";
import type { ToolCaller, ToolDesk } from "../tool-desk.ts";
import { gitDesk } from "./git-desk.ts";

const CONFIG = {
  version: 1,
  defaults: { git: { worktrees: "trees" } },
  agents: { qa: { git: { role: "writer" } }, bu: {}, tu_ui: { git: { role: "none" } } },
};

/** The git server of a project in a folder, and what the hub heard of its calls. */
export class GitDeskStage {
  readonly root: string;
  readonly calls: FinishedCall[] = [];
  readonly desk: ToolDesk;
  readonly #record: GitCallRecord;
  readonly #clients: Client[] = [];
  #keys = 0;

  private constructor(root: string, record: GitCallRecord, config: unknown, access?: Partial<GitAccess>) {
    this.root = root;
    this.#record = record;
    const parsed = parseProjectConfig(JSON.stringify(config));
    const desk = gitDesk({
      root,
      project: "Pipe Dream",
      runner: new GitRunner({ root, protocols: ["file"], personConfig: nobody }),
      record,
      onUnrecorded: (error) => {
        throw error;
      },
      accessOf: (user) => ({ ...gitAccess(parsed, user), ...access }),
    });
    this.desk = observedDesk(desk, Date.now, (call) => void this.calls.push(call));
  }

  static async open(
    root: string,
    { config = CONFIG, access }: { readonly config?: unknown; readonly access?: Partial<GitAccess> } = {},
  ): Promise<GitDeskStage> {
    return new GitDeskStage(root, await GitCallRecord.open(join(root, ".quorum")), config, access);
  }

  /** Calls as an agent's session does. */
  async call(
    user: string,
    args: readonly string[],
    { worktree, ...caller }: Partial<ToolCaller> & { readonly worktree?: string } = {},
  ): Promise<{ readonly text: string; readonly isError: boolean }> {
    const whole: ToolCaller = {
      ...{ user, door: "session", key: `key-${(this.#keys += 1)}`, signal: new AbortController().signal },
      tell: () => undefined,
      ...caller,
    };
    const given = worktree === undefined ? { args } : { args, worktree };
    const { answer } = await this.desk.call(whole, "git", given);
    return { text: answer.content[0]?.text ?? "", isError: answer.isError === true };
  }

  /** The official client of a user, connected. */
  async client(user: string): Promise<Client> {
    const [near, far] = InMemoryTransport.createLinkedPair();
    const server = deskServer({
      desk: this.desk,
      listed: listedServer(this.desk.plan),
      version: "1.0.0",
      callerOf: () => ({ user, door: "http", key: `client-${(this.#keys += 1)}` }),
      onFailed: (error) => {
        throw error;
      },
    });
    const client = new Client({ name: "test", version: "1.0.0" });
    await Promise.all([server.connect(far), client.connect(near)]);
    this.#clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.#record.close();
  }
}
