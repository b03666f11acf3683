import type { Activity } from "../../shared/link/activity.ts";
import { TOOLS_LISTED, type HookAnswer, type HookReport } from "../../shared/link/hook-calls.ts";
import type { HubMessage, SessionMessage } from "../../shared/link/link-frames.ts";
import { ActivityWatch } from "./activity/activity-watch.ts";
import type { StatusReading } from "./activity/observation.ts";
import { OpenAsks } from "./activity/open-asks.ts";
import type { ScreenView } from "./activity/screen-view.ts";
import { StatusFile } from "./activity/status-file.ts";
import { ConversationFile } from "./conversation-file.ts";
import { GracefulStop, type StopRequest } from "./graceful-stop.ts";
import type { HeldCall, HookTaker } from "./hook-receiver.ts";
import { DeliveryFile, type DeliveryRecord } from "./notices/delivery-log.ts";
import { InputGate } from "./notices/input-gate.ts";
import type { ConversationBefore } from "./notices/notice-book.ts";
import { NoticeDesk, type Later } from "./notices/notice-desk.ts";
import type { AgentProgram, ProgramStart } from "./programs/agent-program.ts";

/** The screen is read for the activity at most so often: output may come thousands of times a second. */
const SCREEN_MS = 50;

/** Events that come only when no dialog is open any more. */
const BEYOND_DIALOGS = new Set(["Stop", "StopFailure", "SessionStart", "SessionEnd"]);

/** Events that come only when the agent has taken in what it was told. */
const GOING_ON = new Set(["PreToolUse", "PreCompact", "StopFailure"]);

type SayToHub = (message: SessionMessage) => void;

export interface AgentWatchOptions {
  readonly program: AgentProgram;
  /** The session's folder. */
  readonly folder: string;
  readonly environment: ProgramStart["environment"];
  readonly startedAt: number;
  readonly before: ConversationBefore | undefined;
  /** The servers that the program is given, by their names. */
  readonly servers?: Readonly<Record<string, unknown>>;
  readonly write: (input: string | Uint8Array) => void;
  /** Ends the program, by force or as a closing terminal does. */
  readonly endProgram: (force: boolean) => void;
  readonly screen: { readonly waiting: number; readonly fedAt: number; view(): ScreenView };
  readonly onProblem: (error: unknown) => void;
}

/** Follows what the program does, tells it what the hub wants it told, and tells the hub of both. */
export class AgentWatch implements HookTaker {
  readonly #options: AgentWatchOptions;
  readonly #conversation: ConversationFile;
  readonly #activity: ActivityWatch;
  readonly #asks: OpenAsks;
  readonly #desk: NoticeDesk | undefined;
  readonly #stop: GracefulStop;
  /** Servers whose tools the program has. */
  readonly #listed = new Set<string>();
  #status: StatusFile | undefined;
  #screenTimer: NodeJS.Timeout | undefined;
  #lastReading = "";
  #wasWaiting = false;
  #say: SayToHub | undefined;
  #followsStops = false;

  /** What viewers type goes through here. */
  readonly gate: InputGate;

  constructor(options: AgentWatchOptions) {
    const { program, folder, startedAt, write } = options;
    this.#options = options;
    this.gate = new InputGate(write, Date.now);
    this.#conversation = new ConversationFile(folder);
    this.#stop = new GracefulStop({
      activity: () => this.activity,
      now: Date.now,
      later,
      end: options.endProgram,
      onChanged: () => this.#onStopping(),
    });
    this.#activity = new ActivityWatch({
      startedAt,
      now: Date.now,
      hasSignals: program.signals !== undefined,
      refresh: () => this.#status?.read(),
      onChanged: (activity) => this.#onActivity(activity),
    });
    this.#asks = new OpenAsks((ask) => this.#activity.observe({ kind: "ask", ask, at: Date.now() }));
    this.#desk = this.#openDesk();
  }

  get activity(): Activity {
    return this.#activity.activity;
  }

  /** The program runs, under this number. */
  started(pid: number): void {
    const file = this.#options.program.signals?.statusFile(pid, this.#options.environment);
    if (file === undefined) return;
    this.#status = new StatusFile({
      file,
      since: this.#options.startedAt,
      onRead: (reading) => this.#onStatus(reading),
    });
  }

  /** Output has been parsed. */
  screenChanged(): void {
    if (this.#options.program.signals === undefined) return;
    this.#desk?.look();
    this.#screenTimer ??= setTimeout(() => this.#readScreen(), SCREEN_MS).unref();
  }

  titleChanged(title: string): void {
    const mark = this.#options.program.signals?.readTitle(title);
    if (mark !== this.#activity.signals.title?.mark)
      this.#activity.observe({ kind: "title", mark, at: Date.now() });
  }

  /** Ends the program; where it is to be waited for the end of its turn, nothing new is told meanwhile. */
  stop(request: StopRequest): void {
    this.#stop.ask(request);
    this.#desk?.look();
  }

  /** The program is over. */
  ended(text: string): void {
    this.#stop.dispose();
    this.#activity.observe({ kind: "ended", text, at: Date.now() });
    this.#desk?.end();
    this.#activity.dispose();
    this.#status?.dispose();
    clearTimeout(this.#screenTimer);
  }

  onReport(key: string, report: HookReport, reply: (answer: HookAnswer) => void): HeldCall | undefined {
    if (report.event === TOOLS_LISTED) {
      this.#listed.add(report.tool ?? "");
      this.#desk?.look();
      return undefined;
    }
    if (report.helper === undefined) this.#note(report);
    switch (report.event) {
      case "Stop":
        return this.#onStop(report, reply);
      case "PermissionRequest":
        return this.#onPermission(key, report, reply);
      default:
        this.#observe(report);
        return undefined;
    }
  }

  /** From now on this hub is told. */
  linked(say: SayToHub, followsStops: boolean): void {
    this.#say = say;
    this.#followsStops = followsStops;
    say({ kind: "activity", activity: this.activity });
    if (this.#stop.isAsked) this.#onStopping();
    this.#sayConversation();
  }

  unlinked(say: SayToHub): void {
    if (this.#say === say) this.#say = undefined;
  }

  onHubMessage(message: Extract<HubMessage, { kind: "notices" | "answer" }>): void {
    if (message.kind === "answer") return this.#asks.answer(message);
    if (this.#desk !== undefined) return this.#desk.setNotices(message.notices);
    const outcome = { kind: "held", reason: "This program cannot be told anything." } as const;
    for (const { id } of message.notices) this.#say?.({ kind: "notice-outcome", id, outcome });
  }

  #onStatus(reading: StatusReading | undefined): void {
    // Only a dialog that it has been seen to wait in is known to be gone.
    if (this.#wasWaiting && reading?.status !== "waiting") this.#asks.closeAll();
    this.#wasWaiting = reading?.status === "waiting";
    this.#activity.observe({ kind: "status", reading, at: Date.now() });
  }

  #openDesk(): NoticeDesk | undefined {
    const { program, folder, write, screen, servers = {} } = this.#options;
    const { signals } = program;
    if (signals === undefined) return undefined;
    const { log, records } = this.#openLog(folder);
    const desk = new NoticeDesk({
      typing: signals.typing,
      log,
      gate: this.gate,
      now: Date.now,
      later,
      activity: () => this.activity,
      isStopping: () => this.#stop.isAsked,
      isEquipped: () =>
        signals.startsServers !== true || Object.keys(servers).every((name) => this.#listed.has(name)),
      prompt: () => (screen.waiting > 0 ? undefined : signals.readScreen(screen.view())),
      drawnAt: () => screen.fedAt,
      write,
      transcript: () => this.#conversation.present?.transcript,
      find: (transcript, text, since) => signals.find(transcript, text, since),
      say: (id, outcome) => this.#say?.({ kind: "notice-outcome", id, outcome }),
    });
    void desk.start(records, this.#options.before).catch(this.#options.onProblem);
    return desk;
  }

  /** Where nothing can be written nothing is told, and the agent runs on. */
  #openLog(folder: string): Pick<ReturnType<typeof DeliveryFile.open>, "records"> & {
    readonly log: { append(record: DeliveryRecord): void };
  } {
    try {
      return DeliveryFile.open(folder);
    } catch (error) {
      this.#options.onProblem(error);
      const append = (): void => {
        throw error;
      };
      return { log: { append }, records: [] };
    }
  }

  #onActivity(activity: Activity): void {
    this.#say?.({ kind: "activity", activity });
    this.#stop.look();
    this.#desk?.look();
  }

  #onStopping(): void {
    const { turnMs } = this.#stop;
    if (this.#followsStops) this.#say?.({ kind: "stopping", ...(turnMs === undefined ? {} : { turnMs }) });
  }

  #readScreen(): void {
    this.#screenTimer = undefined;
    const { program, screen } = this.#options;
    if (program.signals === undefined) return;
    const reading = program.signals.readScreen(screen.view());
    const text = JSON.stringify(reading);
    if (text === this.#lastReading) return;
    this.#lastReading = text;
    this.#activity.observe({ kind: "screen", reading, at: Date.now() });
  }

  #observe(report: HookReport): void {
    this.#activity.observe({ kind: "hook", report, at: Date.now() });
    // A hook is often the sign of a change that the program's own file tells as well.
    this.#status?.read();
    if (report.helper !== undefined) return;
    if (BEYOND_DIALOGS.has(report.event)) this.#asks.closeAll();
    if (report.event === "UserPromptSubmit") this.#desk?.promptSubmitted(report.prompt ?? "");
    if (GOING_ON.has(report.event)) this.#desk?.turnGoesOn(report.event);
  }

  #onStop(report: HookReport, reply: (answer: HookAnswer) => void): HeldCall | undefined {
    if (report.helper !== undefined) return undefined;
    // A slow disk is not mistaken for a session host that is away.
    reply({ kind: "wait" });
    this.#asks.closeAll();
    const refused = this.#desk?.turnEnds(report.isContinued === true);
    if (refused === undefined) {
      this.#observe(report);
      return undefined;
    }
    reply({ kind: "print", text: JSON.stringify({ decision: "block", reason: refused.reason }) });
    return { forget: () => undefined, taken: refused.taken };
  }

  #onPermission(key: string, report: HookReport, reply: (answer: HookAnswer) => void): HeldCall | undefined {
    if (report.helper === undefined) this.#desk?.turnGoesOn(report.event);
    this.#status?.read();
    const forget = this.#asks.open(key, report, reply);
    return forget && { forget, taken: () => undefined };
  }

  #sayConversation(): void {
    const transcript = this.#conversation.present?.transcript;
    if (transcript !== undefined) this.#say?.({ kind: "conversation", transcript });
  }

  #note({ conversation, transcript }: HookReport): void {
    const before = this.#conversation.present?.transcript;
    try {
      this.#conversation.note(conversation, transcript);
    } catch (error) {
      // A full disk: this session goes on, and the next one begins a conversation of its own.
      this.#options.onProblem(error);
    }
    if (this.#conversation.present?.transcript !== before) this.#sayConversation();
  }
}

const later: Later = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds).unref();
  return () => clearTimeout(timer);
};
