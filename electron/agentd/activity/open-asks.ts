import { assertNever } from "../../../shared/base/assert-never.ts";
import { MAX_TOOL_INPUT, MAX_WAITING_TEXT } from "../../../shared/link/activity.ts";
import type { AskAnswer } from "../../../shared/link/ask-answer.ts";
import type { HookAnswer, HookReport } from "../../../shared/link/hook-calls.ts";
import { misfitOf, replyText, type Questions, type Reply } from "../../../shared/link/questions.ts";
import type { OpenAsk } from "./observation.ts";
import { ASKING_TOOL, questionIn, questionsIn } from "./question-in.ts";

/** What an agent is told whose questions a person declines; the person's own words come behind it. */
const DECLINED = "The person declined to answer.";

interface WaitingAsk {
  readonly ask: OpenAsk;
  /** The tool's input as it was reported. */
  readonly input: string;
  readonly reply: (answer: HookAnswer) => void;
}

/** Fields of a tool's input that say the most about it, best first. */
const TELLING = ["command", "file_path", "url", "pattern", "path", "query", "description", "prompt"];

/** Permissions and questions that the program waits for, each with a hook that takes an answer to it. */
export class OpenAsks {
  readonly #onChanged: (first: OpenAsk | undefined) => void;
  readonly #waiting = new Map<string, WaitingAsk>();

  constructor(onChanged: (first: OpenAsk | undefined) => void) {
    this.#onChanged = onChanged;
  }

  /**
   * Takes a request; what is returned lets it go: it was answered elsewhere. Nothing is returned for questions that are not
   * all there: they are answered where they are asked.
   */
  open(id: string, report: HookReport, reply: (answer: HookAnswer) => void): (() => void) | undefined {
    const { input = "" } = report;
    const ask = askIn(id, report);
    if (ask === undefined) return undefined;
    this.#waiting.set(id, { ask, input, reply });
    this.#tell();
    reply({ kind: "wait" });
    return () => this.#remove(id);
  }

  /** Hands a person's answer to the hook; one that comes too late, or does not fit, is for nobody. */
  answer(answer: AskAnswer): void {
    const waiting = this.#waiting.get(answer.ask);
    const decision = waiting === undefined ? undefined : decisionOn(waiting, answer);
    if (waiting === undefined || decision === undefined) return;
    const output = { hookEventName: "PermissionRequest", decision };
    waiting.reply({ kind: "print", text: JSON.stringify({ hookSpecificOutput: output }) });
    this.#remove(answer.ask);
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

function askIn(id: string, { tool = "", input = "" }: HookReport): OpenAsk | undefined {
  if (tool === ASKING_TOOL) {
    const questions = questionsIn(input);
    if (questions === undefined) return undefined;
    return { id, what: "question", text: questionIn(input).slice(0, MAX_WAITING_TEXT), questions };
  }
  const text = summaryOf(tool, input).slice(0, MAX_WAITING_TEXT);
  return { id, what: "permission", text, tool: tool.slice(0, 200), input: input.slice(0, MAX_TOOL_INPUT) };
}

/** What the hook says to the program; nothing where the answer is none to what is asked. */
function decisionOn({ ask, input }: WaitingAsk, answer: AskAnswer): object | undefined {
  const isQuestion = ask.what === "question";
  switch (answer.decision) {
    case "allow":
      return isQuestion ? undefined : { behavior: "allow" };
    case "deny":
      return { behavior: "deny", message: isQuestion ? declined(answer.message) : (answer.message ?? "") };
    case "reply": {
      if (!isQuestion || misfitOf(ask.questions, answer.replies) !== undefined) return undefined;
      const answers = answersTo(ask.questions, answer.replies);
      return { behavior: "allow", updatedInput: { ...fieldsOf(input), answers } };
    }
    default:
      return assertNever(answer);
  }
}

/** Words of the program's own would tell of a permission that nobody asked for. */
function declined(message = ""): string {
  return `${DECLINED} ${message}`.trim();
}

/** Each question with its answer. */
function answersTo(questions: Questions, replies: readonly Reply[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    questions.flatMap(({ question }, place) => {
      const reply = replies[place];
      return reply === undefined ? [] : [[question, replyText(reply)]];
    }),
  );
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
