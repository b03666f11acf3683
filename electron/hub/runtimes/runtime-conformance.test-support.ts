import { expect, it } from "vitest";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import type { Activity } from "../../../shared/link/activity.ts";
import type { SessionMessage } from "../../../shared/link/link-frames.ts";
import { decodeTerminalFrame, encodeViewerFrame } from "../../../shared/terminal/frames.ts";
import type { ResolvedProgram, Runtime, SessionState } from "./runtime.ts";
import type { SessionLink } from "./session/session-link.ts";

/** A runtime with an agent in it, for one test. */
export interface RuntimeStage {
  readonly runtime: Runtime;
  readonly agent: AgentId;
  /** The program of the scripted agent, as the runtime is given it. */
  readonly scripted: ResolvedProgram;
  /** Another runtime over the same project, as of a hub that comes later. */
  again(): Runtime;
  /** Ends the session host as a crash does. */
  killHost(): Promise<void>;
  dispose(): Promise<void>;
}

/** A shell that runs a script. */
export function shellProgram(
  script: string,
  environment: Readonly<Record<string, string>> = {},
): ResolvedProgram {
  return { kind: "other", command: "/bin/sh", args: ["-c", script], environment };
}

/** Looks at a session as a hub does, and types into it. */
export class SessionView {
  readonly link: SessionLink;
  readonly programPid: number;
  readonly messages: SessionMessage[] = [];
  output = "";
  isClosed = false;
  readonly #viewer: number;
  readonly #checks = new Set<() => void>();

  constructor(state: SessionState) {
    if (state.kind !== "running") throw new Error(`not running: ${JSON.stringify(state)}`);
    this.link = state.link;
    this.programPid = state.welcome.programPid;
    this.link.onMessage((message) => {
      this.messages.push(message);
      this.#check();
    });
    this.link.onClosed(() => {
      this.isClosed = true;
      this.#check();
    });
    this.#viewer = this.link.addViewer((frame) => {
      if (frame === undefined) return;
      const shown = decodeTerminalFrame(frame);
      if (shown.kind === "output") this.output += Buffer.from(shown.bytes).toString();
      if (shown.kind === "snapshot") this.output += Buffer.from(shown.content).toString();
      this.#check();
    });
    this.#say({ kind: "open", request: { follow: "screen" } });
    this.link.listen();
  }

  /** What the program does, as it was said last. */
  get activity(): Activity | undefined {
    const last = this.messages.findLast((message) => message.kind === "activity");
    return last?.activity;
  }

  type(text: string): void {
    this.#say({ kind: "input", bytes: new TextEncoder().encode(text) });
  }

  until(condition: (view: SessionView) => boolean): Promise<void> {
    if (condition(this)) return Promise.resolve();
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition(this)) return;
        this.#checks.delete(check);
        resolve();
      };
      this.#checks.add(check);
    });
  }

  untilShown(text: string): Promise<void> {
    return this.until(({ output }) => output.includes(text));
  }

  untilClosed(): Promise<void> {
    return this.until(({ isClosed }) => isClosed);
  }

  #say(frame: Parameters<typeof encodeViewerFrame>[0]): void {
    this.link.sendForViewer(this.#viewer, encodeViewerFrame(frame));
  }

  #check(): void {
    for (const check of this.#checks) check();
  }
}

/** Looks for a session again, until it is as it should be: an end takes a moment to be seen. */
export async function untilFound(
  runtime: Runtime,
  agent: AgentId,
  kind: SessionState["kind"],
): Promise<SessionState> {
  for (;;) {
    const state = await runtime.find(agent);
    if (state.kind === kind) return state;
    if (state.kind === "running") state.link.dispose();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What every runtime does alike. */
export function itActsAsRuntime(openStage: () => Promise<RuntimeStage>): void {
  const staged = (work: (stage: RuntimeStage) => Promise<void>) => async (): Promise<void> => {
    const stage = await openStage();
    try {
      await work(stage);
    } finally {
      await stage.dispose();
    }
  };

  it(
    "finds nothing of an agent that never ran",
    staged(async ({ runtime, agent }) => {
      expect(await runtime.find(agent)).toEqual({ kind: "none" });
      expect(await runtime.replay(agent)).toBeUndefined();
      expect(await runtime.lastLines(agent)).toEqual([]);
      await runtime.kill(agent);
    }),
  );

  it(
    "starts a program in a terminal, and passes on what is typed",
    staged(async ({ runtime, agent }) => {
      const view = new SessionView(
        await runtime.start(agent, shellProgram("read line; echo got $line; read end")),
      );
      view.type("hello\r");
      await view.untilShown("got hello");
      view.link.dispose();
    }),
  );

  it(
    "hands a program its variables",
    staged(async ({ runtime, agent }) => {
      const program = shellProgram('echo "<$OWN|$QUORUM_AGENT|$QMS_USER>"; read end', { OWN: "a b" });
      const view = new SessionView(await runtime.start(agent, program));
      await view.untilShown(`<a b|${agent}|${agent}>`);
      view.link.dispose();
    }),
  );

  it(
    "says how a program ended that ended by itself, and keeps what it showed",
    staged(async ({ runtime, agent, again }) => {
      const view = new SessionView(
        await runtime.start(agent, shellProgram("read go; echo last words; exit 7")),
      );
      view.type("\r");
      await view.untilClosed();
      expect(await untilFound(runtime, agent, "ended")).toMatchObject({ code: 7, isRequested: false });
      expect(await again().find(agent)).toMatchObject({ kind: "ended", code: 7 });
      expect(await again().lastLines(agent)).toContain("last words");
      const replayed = decodeTerminalFrame((await again().replay(agent)) ?? new Uint8Array());
      expect(replayed.kind === "snapshot" && Buffer.from(replayed.content).toString()).toContain(
        "last words",
      );
    }),
  );

  it(
    "stops a program that is asked to",
    staged(async ({ runtime, agent }) => {
      const view = new SessionView(await runtime.start(agent, shellProgram("echo up; read end")));
      await view.untilShown("up");
      view.link.say({ kind: "stop", force: false });
      await view.untilClosed();
      expect(await untilFound(runtime, agent, "ended")).toMatchObject({ isRequested: true });
    }),
  );

  it(
    "lets the scripted agent end its turn before it is stopped",
    staged(async ({ runtime, agent, scripted }) => {
      const view = new SessionView(await runtime.start(agent, scripted));
      const does = (kind: Activity["kind"]) => (seen: SessionView) => seen.activity?.kind === kind;
      await view.until(does("idle"));
      view.type("run 2\r");
      await view.until(does("busy"));
      view.link.say({ kind: "stop", force: false, turnMs: 600_000 });
      await view.until(({ messages }) =>
        messages.some((m) => m.kind === "stopping" && m.turnMs !== undefined),
      );
      await view.untilClosed();
      expect(await untilFound(runtime, agent, "ended")).toMatchObject({ isRequested: true });
      const kinds = view.messages.flatMap((m) => (m.kind === "activity" ? [m.activity.kind] : []));
      expect(kinds.slice(-2)).toEqual(["idle", "exited"]);
    }),
  );

  it(
    "ends by force what does not let go",
    staged(async ({ runtime, agent }) => {
      const program = shellProgram("trap '' HUP TERM INT; echo up; while :; do read end; done");
      const view = new SessionView(await runtime.start(agent, program));
      await view.untilShown("up");
      await runtime.kill(agent);
      await view.untilClosed();
      expect(["dead", "ended"]).toContain((await runtime.find(agent)).kind);
    }),
  );

  it(
    "says why a program could not be started",
    staged(async ({ runtime, agent }) => {
      const program: ResolvedProgram = {
        kind: "other",
        command: "no-such-program",
        args: [],
        environment: {},
      };
      const state = await runtime.start(agent, program);
      expect(state).toMatchObject({ kind: "failed", reason: expect.stringContaining("no-such-program") });
      expect(await runtime.find(agent)).toMatchObject({ kind: "failed" });
    }),
  );

  it(
    "finds a session again that runs on, and lets the link before go",
    staged(async ({ runtime, agent, again }) => {
      const first = new SessionView(
        await runtime.start(agent, shellProgram("echo one; read go; echo two; read end")),
      );
      await first.untilShown("one");
      const second = new SessionView(await again().find(agent));
      await first.untilClosed();
      await second.untilShown("one");
      second.type("\r");
      await second.untilShown("two");
      second.link.dispose();
    }),
  );

  it(
    "outlives the hub's end of the link",
    staged(async ({ runtime, agent, again }) => {
      const first = new SessionView(
        await runtime.start(agent, shellProgram("echo one; read go; echo two; read end")),
      );
      await first.untilShown("one");
      first.link.dispose();
      const second = new SessionView(await untilFound(again(), agent, "running"));
      second.type("\r");
      await second.untilShown("two");
      second.link.dispose();
    }),
  );

  it(
    "tells a session host that died",
    staged(async ({ runtime, agent, killHost, again }) => {
      const view = new SessionView(await runtime.start(agent, shellProgram("echo up; read end")));
      await view.untilShown("up");
      await killHost();
      await view.untilClosed();
      expect((await untilFound(runtime, agent, "dead")).kind).toBe("dead");
      expect(await again().lastLines(agent)).toContain("up");
      await runtime.kill(agent);
      // And another start is as good as the first.
      const next = new SessionView(await runtime.start(agent, shellProgram("echo anew; read end")));
      await next.untilShown("anew");
      next.link.dispose();
    }),
  );

  it(
    "runs the scripted agent, which tells what it does and takes notices",
    staged(async ({ runtime, agent, scripted }) => {
      const view = new SessionView(await runtime.start(agent, scripted));
      await view.until(({ messages }) =>
        messages.some((m) => m.kind === "activity" && m.activity.kind === "idle"),
      );
      view.link.say({ kind: "notices", notices: [{ id: "n1", line: "say Told of it." }] });
      await view.untilShown("Told of it.");
      await view.until(({ messages }) =>
        messages.some((m) => m.kind === "notice-outcome" && m.id === "n1" && m.outcome.kind !== "held"),
      );
      view.link.dispose();
    }),
  );

  it(
    "carries much output whole, and in order",
    staged(async ({ runtime, agent }) => {
      const program = shellProgram(
        "read go; i=0; while [ $i -lt 3000 ]; do echo line-$i-; i=$((i+1)); done; read end",
      );
      const view = new SessionView(await runtime.start(agent, program));
      view.type("\r");
      await view.untilShown("line-2999-");
      view.link.dispose();
    }),
  );

  it(
    "starts several agents' sessions one after another without mixing them up",
    staged(async ({ runtime, agent }) => {
      const queue = new SerialQueue();
      for (const word of ["first", "second"]) {
        await queue.run(async () => {
          const view = new SessionView(await runtime.start(agent, shellProgram(`echo ${word}; read end`)));
          await view.untilShown(word);
          view.link.say({ kind: "stop", force: true });
          await view.untilClosed();
          await untilFound(runtime, agent, "ended");
        });
      }
      expect(await runtime.lastLines(agent)).toContain("second");
    }),
  );
}
