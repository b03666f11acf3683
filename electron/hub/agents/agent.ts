import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { Agent, AgentState } from "../../../shared/contract/agents.ts";
import { LINK_PROTOCOL, type SessionMessage } from "../../../shared/link/link-frames.ts";
import type { Notice, NoticeOutcome } from "../../../shared/link/notices.ts";
import type { ServerCheck } from "../../../shared/link/tool-checks.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { AskAnswer } from "../../../shared/link/ask-answer.ts";
import { hasCode } from "../files/has-code.ts";
import type { Logger } from "../log/logger.ts";
import type { AgentDefinition } from "../project/find-agents.ts";
import type { ResolvedProgram, Runtime, SessionState } from "../runtimes/runtime.ts";
import type { SessionLink } from "../runtimes/session/session-link.ts";
import { TerminalRelay } from "../terminals/terminal-relay.ts";
import type { CallAnswerer } from "./call-answerer.ts";
import { misfitOfAnswer } from "./answer-fit.ts";
import { AskedChecks } from "./asked-checks.ts";
import { CallDesk } from "./call-desk.ts";
import { endOf } from "./end-of.ts";
import { TURN_MS, type StopManner } from "./stop-manner.ts";

/** A link that dropped is tried again this often while its session host lives. */
const RELINK_MS = 500;
/** A session host that ends its program gives it ten seconds; one that is not done by then hangs. */
const STOP_MS = 13_000;
/** By force there is no grace. */
const FORCE_MS = 2000;

const HOST_DIED = "Its session host ended unexpectedly, and the program with it. Start it again to go on.";

const NO_DECLINES =
  "Its session was started by an earlier version, which cannot pass this on: answer, or decline in its terminal.";

/** What has become of a notice, by its id. */
export interface NoticeNews {
  readonly id: string;
  readonly outcome: NoticeOutcome;
}

export interface AgentDependencies {
  readonly definition: Pick<AgentDefinition, "id" | "description" | "program">;
  readonly programName: string;
  readonly program: ResolvedProgram;
  readonly runtime: Runtime;
  readonly calls: CallAnswerer;
  readonly now: () => number;
  readonly log: Logger;
}

/** One agent: its state, its session, and its terminal. */
export class AgentRoom implements Disposable {
  readonly #dependencies: AgentDependencies;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<Agent>());
  readonly #noticeNews = this.#store.add(new Emitter<NoticeNews>());
  readonly #transcript = this.#store.add(new Emitter<string>());
  readonly #relay = this.#store.add(new TerminalRelay());
  readonly #work = new SerialQueue();
  readonly #calls: CallDesk;
  readonly #checks = new AskedChecks();
  #view: Agent;
  #notices: readonly Notice[] = [];
  #takesNotices = false;
  #checksTools = false;
  #takesDeclines = false;
  #link: SessionLink | undefined;
  /** What belongs to the present link, and goes with it. */
  #linkStore: DisposableStore | undefined;
  #relink: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #ending: Extract<SessionMessage, { kind: "ended" }> | undefined;

  readonly onChanged = this.#changed.event;
  readonly onNoticeNews = this.#noticeNews.event;
  /** The file of the conversation that its program is in. */
  readonly onTranscript = this.#transcript.event;

  constructor(dependencies: AgentDependencies) {
    this.#dependencies = dependencies;
    const { id, description } = dependencies.definition;
    this.#calls = new CallDesk({ ...dependencies, agent: id });
    this.#view = {
      id,
      ...(description === undefined ? {} : { description }),
      program: dependencies.programName,
      state: { kind: "stopped" },
      hasTerminal: false,
    };
  }

  get view(): Agent {
    return this.#view;
  }

  /** Takes up a session that was there before this hub. */
  adopt(): Promise<void> {
    return this.#work.run(() => this.#look());
  }

  async start(): Promise<Agent> {
    await this.#work.run(() => this.#start());
    return this.#view;
  }

  async stop(manner: StopManner): Promise<Agent> {
    await this.#work.run(() => this.#stop(manner));
    return this.#view;
  }

  async restart(): Promise<Agent> {
    await this.stopAndWait("after-turn");
    return this.start();
  }

  /** Resolves when the program is over. */
  async stopAndWait(manner: StopManner): Promise<void> {
    await this.stop(manner);
    await this.#whenDown();
  }

  /** Whether its session takes notices; none does while it is down, and sessions of earlier versions never do. */
  get takesNotices(): boolean {
    return this.#takesNotices;
  }

  /** Whether its session was started by an earlier version, which cannot tell it anything. */
  get isOfEarlierVersion(): boolean {
    return this.#link !== undefined && !this.#takesNotices;
  }

  /** Whether its session tries its servers of tools when it is asked to. */
  get checksTools(): boolean {
    return this.#checksTools;
  }

  /** Has its session try the servers of its tools, as its program uses them. */
  async checkTools(): Promise<readonly ServerCheck[]> {
    const link = this.#link;
    if (link === undefined || !this.#checksTools)
      throw new HubError("conflict", "Its tools cannot be tried now: start it, and try again.");
    return this.#checks.ask((message) => link.say(message));
  }

  /** All that the agent is to be told, from now on; said again to a session that comes up later. */
  setNotices(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.#sayNotices();
  }

  /** Hands a person's answer to the program, which asks just that. */
  answer(answer: AskAnswer): Agent {
    const { activity } = this.#view;
    if (this.#link === undefined || activity?.kind !== "waiting" || activity.ask !== answer.ask)
      throw new HubError("conflict", "It does not ask for this any more: it was answered elsewhere.");
    const misfit = misfitOfAnswer(activity, answer);
    if (misfit !== undefined) throw new HubError("invalid_input", misfit);
    if (answer.decision === "deny" && activity.questions !== undefined && !this.#takesDeclines)
      throw new HubError("invalid_input", NO_DECLINES);
    this.#link.say({ kind: "answer", ...answer });
    return this.#view;
  }

  openTerminal(pipe: FramePipe): void {
    this.#relay.open(pipe);
  }

  dispose(): void {
    clearTimeout(this.#relink);
    clearTimeout(this.#deadline);
    this.#checks.lost();
    this.#link = undefined;
    this.#store.dispose();
  }

  async #start(): Promise<void> {
    if (isUp(this.#view.state)) return;
    const { runtime, program, now, log } = this.#dependencies;
    const began = now();
    this.#set({ kind: "starting", since: began });
    try {
      await this.#apply(await runtime.start(this.#view.id, program));
      log.info("agent started", { state: this.#view.state.kind, ms: now() - began });
    } catch (error) {
      log.error("agent could not be started", { error });
      const reason = hasCode(error, "ENOSPC", "EDQUOT")
        ? "The disk is full. Free some space, and start it again."
        : error instanceof HubError
          ? error.message
          : "It could not be started. The log says why.";
      this.#set({ kind: "failed", reason, lastLines: [], at: now() });
    }
  }

  async #stop(manner: StopManner): Promise<void> {
    if (!isUp(this.#view.state)) return;
    const force = manner === "by-force";
    this.#setStopping();
    if (this.#link === undefined) return this.#kill();
    this.#link.say({ kind: "stop", force, turnMs: TURN_MS[manner] });
    this.#killUnlessDown(this.#link, force ? FORCE_MS : STOP_MS);
  }

  /** The session host waits for the end of a turn, or ends the program now, whoever asked it to. */
  #onStopping(turnMs: number | undefined, link: SessionLink): void {
    const { state } = this.#view;
    // That it does what it was just asked to is no news, and no reason to give it more time.
    if (turnMs === undefined && state.kind === "stopping" && state.turnUntil === undefined) return;
    this.#setStopping(turnMs);
    this.#killUnlessDown(link, (turnMs ?? 0) + STOP_MS);
  }

  #setStopping(turnMs?: number): void {
    const { state } = this.#view;
    const now = this.#dependencies.now();
    const since = state.kind === "stopping" ? state.since : now;
    this.#set({ kind: "stopping", since, ...(turnMs === undefined ? {} : { turnUntil: now + turnMs }) });
  }

  /** A session host that hangs does not do what it is asked: after a while it is ended together with its program. */
  #killUnlessDown(link: SessionLink, afterMs: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      if (this.#link === link) this.#inBackground(() => this.#kill());
    }, afterMs);
  }

  async #kill(): Promise<void> {
    this.#unlink();
    await this.#dependencies.runtime.kill(this.#view.id);
    this.#over(0, undefined);
    this.#set({ kind: "stopped" }, true);
  }

  /** Does work that nobody waits for, in its turn; where it fails, the agent is looked for again. */
  #inBackground(work: () => Promise<void>): void {
    this.#work.run(work).catch((error: unknown) => {
      this.#dependencies.log.error("looking after the agent failed", { error });
      if (this.#store.isDisposed) return;
      this.#set({ kind: "lost", since: this.#dependencies.now() });
      this.#relinkSoon();
    });
  }

  #whenDown(): Promise<void> {
    if (!isUp(this.#view.state)) return Promise.resolve();
    return new Promise((resolve) => {
      const subscription = this.#store.add(
        this.onChanged((agent) => {
          if (isUp(agent.state)) return;
          this.#store.release(subscription);
          resolve();
        }),
      );
    });
  }

  async #look(): Promise<void> {
    await this.#apply(await this.#dependencies.runtime.find(this.#view.id));
  }

  /** Makes a session's state the agent's. */
  async #apply(session: SessionState): Promise<void> {
    const { now, runtime } = this.#dependencies;
    switch (session.kind) {
      case "none":
        return this.#set({ kind: "stopped" });
      case "running":
        return this.#linked(session);
      case "unreachable":
        this.#relay.setSource({ kind: "away" });
        this.#set({ kind: "lost", since: this.#view.state.kind === "lost" ? this.#view.state.since : now() });
        return this.#relinkSoon();
      case "ended": {
        this.#over(session.code, session.signal);
        // Whatever it started and left behind goes with it, when it was told to go.
        if (session.isRequested) await runtime.kill(this.#view.id);
        const lines = (): Promise<readonly string[]> => runtime.lastLines(this.#view.id);
        return this.#set(await endOf(session, this.#view.program, lines), true);
      }
      case "failed":
        this.#over(1, undefined);
        return this.#set({ kind: "failed", reason: session.reason, lastLines: [], at: session.at }, true);
      case "dead":
        return this.#died(session.reason);
    }
  }

  #linked({ link, welcome }: Extract<SessionState, { kind: "running" }>): void {
    this.#link = link;
    this.#ending = undefined;
    const store = this.#store.add(new DisposableStore());
    this.#linkStore = store;
    store.add(link);
    store.add(link.onMessage((message) => this.#onMessage(message, link)));
    store.add(link.onClosed(() => this.#inBackground(() => this.#onLinkClosed(link))));
    if (welcome.protocol !== LINK_PROTOCOL) {
      this.#relay.setSource({ kind: "away" });
      this.#set({ kind: "outdated", protocol: welcome.protocol });
    } else {
      this.#takesNotices = welcome.takesNotices === true;
      this.#checksTools = welcome.checksTools === true;
      this.#takesDeclines = welcome.takesDeclines === true;
      this.#relay.setSource({ kind: "live", link });
      this.#set({ kind: "running", since: welcome.startedAt, pid: welcome.programPid }, true);
    }
    link.listen();
    this.#sayNotices();
  }

  #sayNotices(): void {
    if (this.#takesNotices) this.#link?.say({ kind: "notices", notices: [...this.#notices] });
  }

  #unlink(): void {
    this.#takesNotices = false;
    this.#checksTools = false;
    this.#takesDeclines = false;
    this.#checks.lost();
    if (this.#linkStore !== undefined) this.#store.release(this.#linkStore);
    this.#link = undefined;
  }

  #onMessage(message: SessionMessage, link: SessionLink): void {
    switch (message.kind) {
      case "welcome":
        return;
      case "stopping":
        return this.#onStopping(message.turnMs, link);
      case "ended":
        this.#ending = message;
        return;
      case "problem": {
        const { problem: _gone, ...rest } = this.#view;
        return this.#publish(message.problem === undefined ? rest : { ...rest, problem: message.problem });
      }
      case "activity":
        return this.#publish({ ...this.#view, activity: message.activity });
      case "notice-outcome":
        return this.#noticeNews.fire(message);
      case "conversation":
        return this.#transcript.fire(message.transcript);
      case "call":
        return void this.#calls.answer(message, (answer) => link.say(answer));
      case "call-taken":
        return this.#calls.taken(message.key);
      case "call-cancelled":
        return this.#calls.cancelled(message.key);
      case "tools-checked":
        return this.#checks.answered(message.id, message.checks);
    }
  }

  async #onLinkClosed(link: SessionLink): Promise<void> {
    if (this.#link !== link || this.#store.isDisposed) return;
    this.#unlink();
    const { runtime, now } = this.#dependencies;
    const session = await runtime.find(this.#view.id);
    // With a full disk the session host could not leave its status; what it said on the link is as good.
    if (session.kind === "dead" && this.#ending !== undefined) {
      return this.#apply({ ...this.#ending, startedAt: 0, at: now() });
    }
    await this.#apply(session);
  }

  async #died(known: string | undefined): Promise<void> {
    const { runtime, now, log } = this.#dependencies;
    const wasStopping = this.#view.state.kind === "stopping";
    const reason = known ?? HOST_DIED;
    const failed = { kind: "failed", reason, at: now() } as const;
    // Who knows why it died knows that nothing is left of it: that is told before what it showed last has been read.
    if (known !== undefined && !wasStopping) this.#set({ ...failed, lastLines: [] }, true);
    await runtime.kill(this.#view.id);
    this.#over(1, undefined);
    if (wasStopping) return this.#set({ kind: "stopped" }, true);
    log.warn("session host died", { reason });
    this.#set({ ...failed, lastLines: [...(await runtime.lastLines(this.#view.id))] }, true);
  }

  /** From now on viewers see the terminal as it was left. */
  #over(code: number, signal: number | undefined): void {
    const { runtime } = this.#dependencies;
    const replay = (): Promise<Uint8Array | undefined> => runtime.replay(this.#view.id);
    this.#relay.setSource({ kind: "over", code, signal, replay });
  }

  #relinkSoon(): void {
    clearTimeout(this.#relink);
    this.#relink = setTimeout(() => {
      if (this.#view.state.kind !== "lost" || this.#store.isDisposed) return;
      this.#inBackground(() => this.#look());
    }, RELINK_MS);
  }

  #set(state: AgentState, hasTerminal = this.#view.hasTerminal): void {
    const { problem, activity, ...rest } = this.#view;
    const keptProblem = problem !== undefined && isUp(state) ? { problem } : {};
    // What it does is known as long as the link is there, and for a moment of a link that is made anew.
    const isKnown = state.kind === "running" || state.kind === "stopping" || state.kind === "lost";
    const keptActivity = activity !== undefined && isKnown ? { activity } : {};
    this.#publish({ ...rest, ...keptProblem, ...keptActivity, state, hasTerminal });
  }

  #publish(view: Agent): void {
    this.#view = view;
    this.#changed.fire(view);
  }
}
