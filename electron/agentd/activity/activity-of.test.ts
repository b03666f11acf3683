import { describe, expect, it } from "vitest";
import type { HookReport } from "../../../shared/link/hook-calls.ts";
import type { ScreenReading } from "../programs/agent-program.ts";
import { activityOf } from "./activity-of.ts";
import type { Observation, StatusReading } from "./observation.ts";
import { withObservation, type Signals } from "./signals.ts";

type Seen = Observation extends infer Each ? (Each extends unknown ? Omit<Each, "at"> : never) : never;

/** A second between any two things that are seen. */
const STEP_MS = 1500;

function hook(event: string, more: Partial<HookReport> = {}): Seen {
  return { kind: "hook", report: { event, ...more } };
}

/** Written after all else that was seen, unless it is said when. */
function file(
  status: StatusReading["status"],
  { text = status, writtenAt = Number.POSITIVE_INFINITY }: { text?: string; writtenAt?: number } = {},
): Seen {
  return { kind: "status", reading: { status, text, writtenAt } };
}

function title(mark: "idle" | "busy"): Seen {
  return { kind: "title", mark };
}

/** Stands for no tool. */
const NONE = "";

const EMPTY: ScreenReading = { kind: "empty" };
const DIALOG: ScreenReading = { kind: "dialog", what: "permission", text: "Do you want to proceed?" };

function screen(reading: ScreenReading): Seen {
  return { kind: "screen", reading };
}

const ASKED = '{"questions":[{"question":"Which colour?"}]}';
const ask = { id: "ask", what: "permission" as const, tool: "Bash", input: "{}", text: "Bash: git push" };

/** What is concluded after all of this was seen, one after another, and some time later. */
function after(seen: readonly Seen[], laterMs = STEP_MS): ReturnType<typeof activityOf>["activity"] {
  let signals: Signals = { startedAt: 0 };
  let at = 0;
  for (const each of seen) {
    at += STEP_MS;
    signals = withObservation(signals, { ...each, at } as Observation);
  }
  return activityOf(signals, at + laterMs).activity;
}

describe("what the program does", () => {
  it.each<{ name: string; seen: readonly Seen[]; is: object; by?: string }>([
    { name: "nothing is seen of it yet", seen: [], is: { kind: "starting" } },
    { name: "it only said that it began", seen: [hook("SessionStart")], is: { kind: "starting" } },
    {
      name: "it asks for trust",
      seen: [screen({ ...DIALOG, what: "trust" })],
      is: { kind: "waiting", what: "trust" },
      by: "screen",
    },
    {
      name: "it began and its file says idle",
      seen: [hook("SessionStart"), file("idle")],
      is: { kind: "idle" },
      by: "pid-file",
    },
    {
      name: "a prompt was entered",
      seen: [file("idle"), hook("UserPromptSubmit"), file("busy")],
      is: { kind: "busy" },
      by: "pid-file",
    },
    {
      name: "it runs a tool",
      seen: [file("busy"), hook("PreToolUse", { tool: "Bash" })],
      is: { kind: "busy", tool: "Bash" },
    },
    {
      name: "the tool is done",
      seen: [file("busy"), hook("PreToolUse", { tool: "Bash", use: "1" }), hook("PostToolUse", { use: "1" })],
      is: { kind: "busy", tool: NONE },
    },
    {
      name: "the end of an earlier tool is told late",
      seen: [file("busy"), hook("PreToolUse", { tool: "Read", use: "2" }), hook("PostToolUse", { use: "1" })],
      is: { kind: "busy", tool: "Read" },
    },
    {
      name: "a hook asks for permission",
      seen: [file("busy"), { kind: "ask", ask }],
      is: { kind: "waiting", what: "permission", ask: "ask", tool: "Bash", text: "Bash: git push" },
      by: "hook",
    },
    {
      name: "the permission was answered in the terminal",
      seen: [file("waiting"), { kind: "ask", ask }, { kind: "ask", ask: undefined }, file("busy")],
      is: { kind: "busy" },
    },
    {
      name: "a dialog is open and no hook waits for it",
      seen: [
        hook("PreToolUse", { tool: "Bash" }),
        screen(DIALOG),
        file("waiting", { text: "waiting for permission prompt" }),
      ],
      is: { kind: "waiting", what: "permission", text: "Do you want to proceed?", tool: "Bash" },
    },
    {
      name: "it has a question",
      seen: [hook("PreToolUse", { tool: "AskUserQuestion", input: ASKED }), file("waiting")],
      is: { kind: "waiting", what: "question", text: "Which colour?" },
    },
    { name: "its turn is over", seen: [file("busy"), hook("Stop"), file("idle")], is: { kind: "idle" } },
    {
      name: "another hook keeps the turn from ending",
      seen: [file("busy"), hook("Stop")],
      is: { kind: "busy" },
    },
    {
      name: "Esc, which no hook tells",
      seen: [hook("UserPromptSubmit"), file("busy"), file("idle")],
      is: { kind: "idle" },
    },
    {
      name: "an error of the API",
      seen: [hook("UserPromptSubmit"), file("idle"), hook("StopFailure", { text: "API Error: 529" })],
      is: { kind: "idle", failure: "API Error: 529" },
    },
    {
      name: "nobody is logged in",
      seen: [hook("StopFailure", { text: "Please log in", sort: "authentication_failed" }), file("idle")],
      is: { kind: "waiting", what: "login", text: "Please log in" },
    },
    {
      name: "it was logged in again",
      seen: [hook("StopFailure", { sort: "authentication_failed" }), hook("UserPromptSubmit"), file("busy")],
      is: { kind: "busy" },
    },
    {
      name: "a helper of it works on",
      seen: [file("idle"), hook("PreToolUse", { tool: "Bash", helper: "h" })],
      is: { kind: "idle" },
    },
    {
      name: "a helper of it is done",
      seen: [file("busy"), hook("Stop", { helper: "h" })],
      is: { kind: "busy" },
    },
    {
      name: "its conversation was made shorter in mid-turn",
      seen: [file("busy"), hook("PreCompact"), hook("SessionStart", { cause: "compact" })],
      is: { kind: "busy" },
    },
    {
      name: "it ended",
      seen: [file("busy"), { kind: "ended", text: "it ended with 0" }],
      is: { kind: "exited" },
      by: "process",
    },
    {
      name: "it was killed while it asked",
      seen: [
        { kind: "ask", ask },
        { kind: "ended", text: "" },
      ],
      is: { kind: "exited" },
    },
  ])("is known when $name", ({ seen, is, by }) => {
    const activity = after(seen);
    expect({ tool: NONE, ...activity }).toMatchObject(is);
    if (by !== undefined) expect(activity.evidence[0]?.source).toBe(by);
  });
});

describe("without a file of its own", () => {
  it.each<{ name: string; seen: readonly Seen[]; is: object }>([
    {
      name: "the title rests at an empty prompt",
      seen: [title("idle"), screen(EMPTY)],
      is: { kind: "idle" },
    },
    { name: "the title rests and no prompt is in sight", seen: [title("idle")], is: { kind: "starting" } },
    { name: "the title spins", seen: [hook("SessionStart"), title("busy")], is: { kind: "busy" } },
    { name: "a turn ended", seen: [hook("UserPromptSubmit"), hook("Stop")], is: { kind: "idle" } },
    {
      name: "the title rests again after Esc",
      seen: [screen(EMPTY), hook("UserPromptSubmit"), title("idle")],
      is: { kind: "idle" },
    },
    {
      name: "the title rests since a dialog is open",
      seen: [hook("PreToolUse"), title("idle"), screen(DIALOG)],
      is: { kind: "waiting" },
    },
    {
      name: "a dialog is open while the turn ended",
      seen: [hook("Stop"), title("idle"), screen(DIALOG)],
      is: { kind: "waiting" },
    },
  ])("is known when $name", ({ seen, is }) => {
    expect(after(seen)).toMatchObject(is);
  });

  it("is no signal when nothing is seen for long", () => {
    expect(after([], 60_000)).toMatchObject({ kind: "no-signal" });
    expect(after([hook("SessionStart")], 60_000)).toMatchObject({ kind: "no-signal" });
  });
});

it("believes a hook for a moment against the program's own file, and asks to look again", () => {
  let signals: Signals = { startedAt: 0 };
  const see = (at: number, seen: Seen): void => {
    signals = withObservation(signals, { ...seen, at } as Observation);
  };
  see(1000, file("idle"));
  see(1010, hook("UserPromptSubmit"));
  see(1011, file("idle"));
  const { activity, reviewAt } = activityOf(signals, 1011);
  expect(activity.kind).toBe("busy");
  see(reviewAt ?? 0, file("idle"));
  expect(activityOf(signals, reviewAt ?? 0).activity.kind).toBe("idle");
});

it("believes a hook for longer where the program has not written its file since", () => {
  let signals: Signals = { startedAt: 0 };
  const see = (at: number, seen: Seen): void => {
    signals = withObservation(signals, { ...seen, at } as Observation);
  };
  see(1010, hook("UserPromptSubmit"));
  see(3000, file("idle", { writtenAt: 1000 }));
  expect(activityOf(signals, 3000).activity.kind).toBe("busy");
  // It has: it was interrupted before it had anything to do.
  see(3010, file("idle", { writtenAt: 3005 }));
  expect(activityOf(signals, 3010).activity.kind).toBe("idle");
  // It never does: it was interrupted at once.
  see(3010, hook("UserPromptSubmit"));
  see(3011, file("idle", { writtenAt: 3005 }));
  const { activity, reviewAt } = activityOf(signals, 3011);
  expect(activity.kind).toBe("busy");
  see(reviewAt ?? 0, file("idle", { writtenAt: 3005 }));
  expect(activityOf(signals, reviewAt ?? 0).activity.kind).toBe("idle");
});

it("is never idle for want of news: what was idle and is seen no more may do anything", () => {
  expect(after([file("idle"), { kind: "status", reading: undefined }], 60_000).kind).toBe("no-signal");
});

it("lets a dialog go for a moment that was just answered, whatever still shows it", () => {
  const asked: readonly Seen[] = [
    hook("UserPromptSubmit"),
    screen(DIALOG),
    file("waiting"),
    { kind: "ask", ask },
    { kind: "ask", ask: undefined },
  ];
  expect(after(asked, 100)).toMatchObject({ kind: "busy" });
  expect(after(asked.toSpliced(2, 1), 100)).toMatchObject({ kind: "busy" });
  expect(after(asked, 600)).toMatchObject({ kind: "waiting" });
});

it("is idle by its title also where a hook that was sent before is heard after it", () => {
  const prompt = { kind: "screen", reading: EMPTY, at: 1020 } as const;
  let signals: Signals = { startedAt: 0 };
  for (const seen of [
    { ...hook("UserPromptSubmit"), at: 900 },
    { ...title("busy"), at: 900 },
    { ...title("idle"), at: 1000 },
    { ...hook("PreToolUse", { tool: "Bash" }), at: 1100 },
    prompt,
  ])
    signals = withObservation(signals, seen as Observation);
  const soon = activityOf(signals, 1200);
  expect(soon).toMatchObject({ activity: { kind: "busy" }, reviewAt: 1400 });
  expect(activityOf(signals, 1400).activity.kind).toBe("idle");
});
