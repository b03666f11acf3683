import { MAX_REPORTED_PROMPT, type HookReport } from "../../../shared/link/hook-calls.ts";

/** As much of a tool's input as is shown. */
const MAX_INPUT_CHARS = 20_000;
const MAX_TEXT_CHARS = 2000;
const MAX_NAME_CHARS = 1000;

/** The report of an event from what Claude Code says of it; input that makes no sense is a report of the event alone. */
export function reportOf(event: string, input: string): HookReport {
  const said = parsed(input);
  const text = (name: string, limit = MAX_NAME_CHARS): string | undefined => {
    const value = said[name];
    return typeof value === "string" ? value.slice(0, limit) : undefined;
  };
  const prompt = text("prompt", MAX_REPORTED_PROMPT);
  const words = text("message", MAX_TEXT_CHARS) ?? text("last_assistant_message", MAX_TEXT_CHARS);
  const toolInput = said["tool_input"];
  return without({
    event,
    conversation: text("session_id"),
    transcript: text("transcript_path", 4096),
    helper: text("agent_id"),
    cause: text("source") ?? text("reason"),
    prompt,
    tool: text("tool_name"),
    input: toolInput === undefined ? undefined : JSON.stringify(toolInput).slice(0, MAX_INPUT_CHARS),
    use: text("tool_use_id"),
    isContinued: said["stop_hook_active"] === true ? true : undefined,
    text: words,
    sort: text("notification_type") ?? text("error"),
  });
}

function parsed(input: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(input);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Cut short, too long, or of another version: that it happened is news enough.
    return {};
  }
}

type Loose = { readonly [Name in keyof HookReport]: HookReport[Name] | undefined };

/** Leaves out what is not there. */
function without(report: Loose & { readonly event: string }): HookReport {
  return JSON.parse(JSON.stringify(report));
}
