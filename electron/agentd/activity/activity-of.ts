import type { Activity, Evidence } from "../../../shared/link/activity.ts";
import type { OpenAsk } from "./observation.ts";
import { ASKING_TOOL } from "./question-in.ts";
import type { Signals } from "./signals.ts";

/** A program that has not said anything by then may never do so. */
const STARTING_MS = 20_000;
/**
 * A program writes its own file aside, on a busy machine later than its hooks are heard: only what it still says a moment
 * after a hook contradicts the hook.
 */
const FILE_SETTLE_MS = 1000;
/** What it wrote before the hook is old: on a very busy machine it takes its time to say that it is no longer so. */
const OLD_FILE_SETTLE_MS = 5000;
/** A hook and the title come by different ways: on a busy machine the one that was sent last may be heard first. */
const SAME_MOMENT_MS = 200;
/** A program takes so long at most to take its dialog away once it has the answer. */
const ANSWER_SETTLE_MS = 500;
/** The title comes with the output, which is heard as soon as a hook is. */
const TITLE_SETTLE_MS = 300;

/** An activity without its beginning, which depends on what was before. */
export type Judged = Activity extends infer Each
  ? Each extends unknown
    ? Omit<Each, "since">
    : never
  : never;

export interface Judgement {
  readonly activity: Judged;
  /** When to look again, though nothing new was seen. */
  readonly reviewAt?: number;
}

/**
 * What the program does, by all that is known of it. In this order:
 *   1. A process that ended has ended.
 *   2. A hook that waits for an answer: the dialog is open, whatever else seems so.
 *   3. Nobody is logged in, or the folder is not trusted: the screen says it before any other source is there.
 *   4. The program's own file. It is a level: it heals what no hook tells, such as Esc. A hook outweighs it for a moment.
 *   5. Without such a file: a dialog on the screen, then hooks and title, the later one first. That a turn is over by its
 *      title counts only with the prompt in sight, since the title rests also while a dialog is open.
 *   6. Else it is starting, and after a while there is no signal. Never is it idle for want of news.
 */
export function activityOf(signals: Signals, now: number): Judgement {
  const judgement = conclusionOf(signals, now);
  const { activity } = judgement;
  const isDialog =
    activity.kind === "waiting" && (activity.what === "permission" || activity.what === "question");
  if (!isDialog || activity.ask !== undefined) return judgement;
  // The dialog of what was just answered goes from the screen, and from the file, a moment later.
  const settledAt = (signals.answeredAt ?? Number.NEGATIVE_INFINITY) + ANSWER_SETTLE_MS;
  return now < settledAt ? { activity: busy(signals, activity.evidence), reviewAt: settledAt } : judgement;
}

function conclusionOf(signals: Signals, now: number): Judgement {
  const evidence = evidenceOf(signals);
  const { ended, ask, login, screen, status } = signals;
  if (ended !== undefined) return { activity: { kind: "exited", evidence: first(evidence, "process") } };
  if (ask !== undefined) {
    const { id, at: _at, ...asked } = ask;
    return { activity: { kind: "waiting", ...asked, ask: id, evidence: first(evidence, "hook") } };
  }
  if (login !== undefined) {
    const waiting = { kind: "waiting", what: "login", text: login.text } as const;
    return { activity: { ...waiting, evidence: first(evidence, "hook") } };
  }
  const dialog = screen?.reading.kind === "dialog" ? screen.reading : undefined;
  if (dialog !== undefined && (dialog.what === "trust" || dialog.what === "login")) {
    const { what, text } = dialog;
    return { activity: { kind: "waiting", what, text, evidence: first(evidence, "screen") } };
  }
  if (status !== undefined) return byStatus(signals, status, evidence);
  if (dialog !== undefined) {
    const { what, text } = dialog;
    return { activity: { kind: "waiting", what, text, evidence: first(evidence, "screen") } };
  }
  return byHookAndTitle(signals, now, evidence);
}

function byStatus(
  signals: Signals,
  status: NonNullable<Signals["status"]>,
  evidence: readonly Evidence[],
): Judgement {
  const { hook, screen } = signals;
  const byFile = first(evidence, "pid-file");
  switch (status.status) {
    case "busy":
      return { activity: busy(signals, byFile) };
    case "waiting": {
      const dialog = screen?.reading.kind === "dialog" ? screen.reading : undefined;
      const asked = hook?.says === "question" ? hook.text : undefined;
      const isQuestion = asked !== undefined || /input/.test(status.text);
      const text = asked ?? dialog?.text ?? status.text;
      const what = isQuestion ? "question" : (dialog?.what ?? "permission");
      const { tool } = signals;
      const named = tool === undefined || isQuestion ? {} : { tool: tool.name };
      return { activity: { kind: "waiting", what, text, ...named, evidence: byFile } };
    }
    case "idle": {
      if (hook === undefined || hook.says === "over" || hook.says === "begun")
        return { activity: idle(signals, byFile) };
      const settleMs = status.writtenAt < hook.at ? OLD_FILE_SETTLE_MS : FILE_SETTLE_MS;
      const settledAt = hook.at + settleMs;
      return status.at < settledAt
        ? { activity: busy(signals, first(evidence, "hook")), reviewAt: settledAt }
        : { activity: idle(signals, byFile) };
    }
  }
}

function byHookAndTitle(signals: Signals, now: number, evidence: readonly Evidence[]): Judgement {
  const { hook, title, screen, startedAt } = signals;
  const byTitle = first(evidence, "title");
  const byHook = first(evidence, "hook");
  const isLaterThan = (moment: number): boolean =>
    title !== undefined && (hook === undefined || title.at > hook.at - moment);
  if (title?.mark === "busy" && (isLaterThan(0) || hook?.says !== "over"))
    return { activity: busy(signals, byTitle) };
  const hasPrompt = screen?.reading.kind === "empty" || screen?.reading.kind === "text";
  const rests = title?.mark === "idle" && hasPrompt;
  switch (hook?.says) {
    case "over":
      return { activity: idle(signals, byHook) };
    case "busy":
    case "question":
    case "permission": {
      if (!isLaterThan(SAME_MOMENT_MS) || !rests || title === undefined)
        return { activity: busy(signals, byHook) };
      const settledAt = Math.max(title.at, hook.at) + TITLE_SETTLE_MS;
      if (now < settledAt) return { activity: busy(signals, byHook), reviewAt: settledAt };
      return { activity: idle(signals, byTitle) };
    }
    default: {
      if (rests) return { activity: idle(signals, byTitle) };
      const lateAt = startedAt + STARTING_MS;
      return now < lateAt
        ? { activity: { kind: "starting", evidence: [...evidence] }, reviewAt: lateAt }
        : { activity: { kind: "no-signal", evidence: [...evidence] } };
    }
  }
}

function busy({ tool }: Signals, evidence: Evidence[]): Judged {
  return { kind: "busy", ...(tool === undefined ? {} : { tool: tool.name }), evidence };
}

function idle({ failure }: Signals, evidence: Evidence[]): Judged {
  return { kind: "idle", ...(failure === undefined ? {} : { failure }), evidence };
}

function askedBy(ask: OpenAsk): string {
  return ask.what === "permission" ? ask.tool : ASKING_TOOL;
}

/** All that the sources say, one line each. */
function evidenceOf(signals: Signals): readonly Evidence[] {
  const { ended, hook, ask, status, title, screen, startedAt } = signals;
  const all: (Evidence | undefined)[] = [
    ended && { source: "process", text: ended.text, at: ended.at },
    ask && { source: "hook", text: `PermissionRequest for ${askedBy(ask)}`, at: ask.at },
    hook && { source: "hook", text: hook.event, at: hook.at },
    status && { source: "pid-file", text: `says ${status.text}`, at: status.at },
    screen && { source: "screen", text: SHOWN[screen.reading.kind], at: screen.at },
    title && { source: "title", text: title.mark === "busy" ? "a spinner" : "at rest", at: title.at },
    ended ? undefined : { source: "process", text: "it runs", at: startedAt },
  ];
  return all.filter((one) => one !== undefined).map((one) => ({ ...one, text: one.text.slice(0, 300) }));
}

const SHOWN = {
  empty: "an empty prompt",
  text: "a prompt with text",
  dialog: "a dialog",
  unclear: "no prompt",
} as const;

/** What decided stands first. */
function first(evidence: readonly Evidence[], source: Evidence["source"]): Evidence[] {
  return evidence.toSorted((a, b) => Number(b.source === source) - Number(a.source === source));
}
