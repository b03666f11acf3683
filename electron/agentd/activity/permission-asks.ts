import { MAX_TOOL_INPUT, MAX_WAITING_TEXT } from "../../../shared/link/activity.ts";
import type { HookAnswer, HookReport } from "../../../shared/link/hook-calls.ts";
import type { HubMessage } from "../../../shared/link/link-frames.ts";
import type { OpenAsk } from "./observation.ts";

type Answer = Extract<HubMessage, { kind: "answer" }>;

interface WaitingAsk {
  readonly ask: OpenAsk;
  readonly reply: (answer: HookAnswer) => void;
}

/** Fields of a tool's input that say the most about it, best first. */
const TELLING = ["command", "file_path", "url", "pattern", "path", "query", "description", "prompt"];

/** Permissions that the program waits for, each with a hook that takes an answer to it. */
export class PermissionAsks {
  readonly #onChanged: (first: OpenAsk | undefined) => void;
  readonly #waiting = new Map<string, WaitingAsk>();

  constructor(onChanged: (first: OpenAsk | undefined) => void) {
    this.#onChanged = onChanged;
  }

  /** Takes a request; what is returned lets it go: it was answered elsewhere. */
  open(id: string, report: HookReport, reply: (answer: HookAnswer) => void): () => void {
    const { tool = "", input = "" } = report;
    const text = summaryOf(tool, input).slice(0, MAX_WAITING_TEXT);
    const ask = { id, tool: tool.slice(0, 200), input: input.slice(0, MAX_TOOL_INPUT), text };
    this.#waiting.set(id, { ask, reply });
    this.#tell();
    reply({ kind: "wait" });
    return () => this.#remove(id);
  }

  /** Hands a person's answer to the hook; one that comes too late is for nobody. */
  answer({ ask: id, decision, message }: Answer): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    const said =
      decision === "deny" ? { behavior: decision, message: message ?? "" } : { behavior: decision };
    const output = { hookEventName: "PermissionRequest", decision: said };
    waiting.reply({ kind: "print", text: JSON.stringify({ hookSpecificOutput: output }) });
    this.#remove(id);
  }

  /** The dialogs are gone, whoever answered them: some versions do not tell the hooks, which would wait on. */
  closeAll(): void {
    for (const [id, { reply }] of this.#waiting) {
      reply({ kind: "done" });
      this.#remove(id);
    }
  }

  #remove(id: string): void {
    if (this.#waiting.delete(id)) this.#tell();
  }

  #tell(): void {
    const [first] = this.#waiting.values();
    this.#onChanged(first?.ask);
  }
}

/** A tool and what it is to be run with, in a line. */
function summaryOf(tool: string, input: string): string {
  const fields = fieldsOf(input);
  const telling = TELLING.map((name) => fields[name]).find(
    (value) => typeof value === "string" && value !== "",
  );
  const detail = typeof telling === "string" ? telling : input;
  return `${tool}: ${detail}`.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
}

function fieldsOf(input: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(input);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Cut: it is shown as it is.
    return {};
  }
}
