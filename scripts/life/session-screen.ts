import type { Terminal } from "@xterm/headless";
import { AgentScreen } from "../../assets/scripted-agent/agent-screen.ts";
import { createMemoryPipe } from "../../electron/hub/testing/memory-pipe.test-support.ts";
import { TestViewer } from "../../electron/hub/testing/test-viewer.test-support.ts";
import type { Host } from "../../electron/hub/host/host.ts";
import type { AgentId } from "../../shared/contract/agents.ts";

const SIZE = { columns: 160, rows: 50 };

/** The terminal of an agent that runs in a session of its own, looked at through the hub as the window does. */
export class SessionScreen extends AgentScreen {
  readonly #viewer: TestViewer;

  private constructor(agent: AgentId, viewer: TestViewer) {
    super(agent);
    this.#viewer = viewer;
  }

  static open(host: Host, agent: AgentId): SessionScreen {
    const [near, far] = createMemoryPipe();
    host.openTerminal(agent, far);
    // Every byte: what an agent printed is read off the screen, so none may be left out.
    return new SessionScreen(agent, new TestViewer(near, { size: SIZE, follow: "bytes" }));
  }

  get terminal(): Terminal {
    return this.#viewer.terminal;
  }

  type(keys: string): void {
    this.#viewer.type(keys);
  }

  until(condition: () => boolean): Promise<void> {
    return this.#viewer.until(condition);
  }

  close(): void {
    this.#viewer.close();
  }
}
