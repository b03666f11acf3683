import { Client, InMemoryTransport, type CallToolResult } from "@modelcontextprotocol/client";
import { onTestFinished } from "vitest";
import { listedServer } from "../../../../shared/mcp/tool-plan.ts";
import { performCommand } from "../../qms/command/perform-command.ts";
import { TestProject } from "../../qms/testing/test-project.test-support.ts";
import { deskServer } from "../desk-server.ts";
import { qmsDesk } from "./qms-desk.ts";

/** A project whose users call tools with the official client. */
export class ToolProject extends TestProject {
  /** What the hub heard of its users. */
  readonly heard: string[] = [];
  readonly #clients = new Map<string, Promise<Client>>();
  #calls = 0;

  readonly desk = qmsDesk(
    {
      call: (user, key, request) =>
        Promise.resolve(performCommand(this.qms.forCall(`${user} ${key}`), user, request)),
      archiveShown: (user, names) => this.qms.archiveShown(user, names),
    },
    {
      acts: (user, command, document) => void this.heard.push(`${user} ${command} ${document}`),
      seen: (user) => void this.heard.push(`${user} has seen its inbox`),
    },
  );

  /** The client of a user, connected. */
  client(user: string): Promise<Client> {
    const known = this.#clients.get(user);
    if (known !== undefined) return known;
    const connecting = this.#connect(user);
    this.#clients.set(user, connecting);
    return connecting;
  }

  async call(user: string, name: string, given: Record<string, unknown> = {}): Promise<CallToolResult> {
    const client = await this.client(user);
    return client.callTool({ name, arguments: given });
  }

  /** The text of a call that must succeed. */
  async text(user: string, name: string, given: Record<string, unknown> = {}): Promise<string> {
    const result = await this.call(user, name, given);
    const text = textOf(result);
    if (result.isError === true) throw new Error(`${name} failed: ${text}`);
    return text;
  }

  /** The text of a call that must fail. */
  async failure(user: string, name: string, given: Record<string, unknown> = {}): Promise<string> {
    const result = await this.call(user, name, given);
    if (result.isError !== true) throw new Error(`${name} did not fail: ${textOf(result)}`);
    return textOf(result);
  }

  async #connect(user: string): Promise<Client> {
    const [near, far] = InMemoryTransport.createLinkedPair();
    const server = deskServer({
      desk: this.desk,
      listed: listedServer(this.desk.plan),
      version: "1.0.0",
      callerOf: () => ({ user, door: "http", key: `call-${(this.#calls += 1)}-of-a-test` }),
      onFailed: (error) => {
        throw error;
      },
    });
    const client = new Client({ name: "test", version: "1.0.0" });
    await Promise.all([server.connect(far), client.connect(near)]);
    onTestFinished(() => client.close());
    return client;
  }
}

function textOf({ content }: CallToolResult): string {
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
