import { MAX_WAITING_TEXT } from "../../../shared/link/activity.ts";
import { assertNever } from "../../../shared/base/assert-never.ts";
import type { HookReport } from "../../../shared/link/hook-calls.ts";
import type { ScreenReading } from "../programs/agent-program.ts";
import type { Observation, OpenAsk, StatusReading } from "./observation.ts";
import { ASKING_TOOL, questionIn } from "./question-in.ts";

/** What the last event of the agent itself says about it. */
export interface HookClaim {
  readonly says: "begun" | "busy" | "over" | "question" | "permission";
  /** The event, as evidence. */
  readonly event: string;
  /** What is waited for. */
  readonly text: string | undefined;
  readonly at: number;
}

/** The latest of each source. Each is kept apart, so that they can be weighed against each other at any time. */
export interface Signals {
  readonly startedAt: number;
  readonly ended?: { readonly text: string; readonly at: number };
  readonly hook?: HookClaim;
  readonly tool?: { readonly name: string; readonly use: string | undefined };
  /** Nobody is logged in, or no longer; known from how a turn failed, until the next one begins or the screen no longer asks. */
  readonly login?: { readonly text: string; readonly at: number };
  /** How the last turn failed. */
  readonly failure?: string;
  readonly status?: StatusReading & { readonly at: number };
  readonly title?: { readonly mark: "idle" | "busy"; readonly at: number };
  readonly screen?: { readonly reading: ScreenReading; readonly at: number };
  readonly ask?: OpenAsk & { readonly at: number };
  /** When what could be answered from outside was answered last, here or there. */
  readonly answeredAt?: number;
}

/** The signals after one more observation. */
export function withObservation(signals: Signals, seen: Observation): Signals {
  switch (seen.kind) {
    case "hook":
      return withReport(signals, seen.report, seen.at);
    case "status": {
      const { status: _gone, ...rest } = signals;
      return seen.reading === undefined ? rest : { ...rest, status: { ...seen.reading, at: seen.at } };
    }
    case "title": {
      const { title: _gone, ...rest } = signals;
      return seen.mark === undefined ? rest : { ...rest, title: { mark: seen.mark, at: seen.at } };
    }
    case "screen": {
      const { login: _login, ...rest } = signals;
      const hasLoggedIn = asksForLogin(signals.screen?.reading) && !asksForLogin(seen.reading);
      return { ...(hasLoggedIn ? rest : signals), screen: { reading: seen.reading, at: seen.at } };
    }
    case "ask": {
      const { ask: before, ...rest } = signals;
      if (seen.ask !== undefined) return { ...rest, ask: { ...seen.ask, at: seen.at } };
      return before === undefined ? rest : { ...rest, answeredAt: seen.at };
    }
    case "ended":
      return { ...signals, ended: { text: seen.text, at: seen.at } };
    default:
      return assertNever(seen);
  }
}

function asksForLogin(reading: ScreenReading | undefined): boolean {
  return reading?.kind === "dialog" && reading.what === "login";
}

function withReport(signals: Signals, report: HookReport, at: number): Signals {
  // What helpers of the agent do says nothing about its own turn.
  if (report.helper !== undefined) return signals;
  const claim = (says: HookClaim["says"], text?: string): HookClaim => ({
    says,
    event: report.event,
    text: text?.slice(0, MAX_WAITING_TEXT),
    at,
  });
  switch (report.event) {
    case "SessionStart": {
      // After a compaction or a cleared conversation the turn, or the rest, goes on.
      if (report.cause === "compact" || report.cause === "clear") return signals;
      const { login: _login, failure: _failure, ...rest } = signals;
      return { ...rest, hook: claim("begun") };
    }
    case "UserPromptSubmit": {
      const { login: _login, failure: _failure, tool: _tool, ...rest } = signals;
      return { ...rest, hook: claim("busy") };
    }
    case "PreToolUse": {
      const tool = { name: report.tool ?? "", use: report.use };
      const question = report.tool === ASKING_TOOL ? questionIn(report.input) : undefined;
      return { ...signals, tool, hook: question === undefined ? claim("busy") : claim("question", question) };
    }
    case "PostToolUse": {
      // It may come late, behind the next tool's beginning.
      if (signals.tool === undefined || signals.tool.use !== report.use) return signals;
      const { tool: _tool, ...rest } = signals;
      return { ...rest, hook: claim("busy") };
    }
    case "PreCompact":
      return { ...signals, hook: claim("busy") };
    case "Notification":
      return withNotification(signals, report, claim);
    case "Stop":
    case "StopFailure":
      return withEndOfTurn(signals, report, claim("over"));
    default:
      return signals;
  }
}

function withNotification(
  signals: Signals,
  { sort, text = "" }: HookReport,
  claim: (says: HookClaim["says"], text?: string) => HookClaim,
): Signals {
  if (sort === "idle_prompt" || /waiting for your input/i.test(text))
    return { ...signals, hook: claim("over") };
  const isPermission = sort === "permission_prompt" || /needs your permission/i.test(text);
  // Sent some seconds late: what has gone on meanwhile counts more, and is told by the other sources.
  return isPermission && signals.hook?.says === "busy"
    ? { ...signals, hook: claim("permission", text) }
    : signals;
}

function withEndOfTurn(signals: Signals, report: HookReport, hook: HookClaim): Signals {
  const { tool: _tool, failure: _failure, ...rest } = signals;
  if (report.event === "Stop") return { ...rest, hook };
  const failure = (report.text ?? report.sort ?? "The turn failed.").slice(0, MAX_WAITING_TEXT);
  const isLogin = /auth|login/i.test(report.sort ?? "");
  return { ...rest, hook, failure, ...(isLogin ? { login: { text: failure, at: hook.at } } : {}) };
}
