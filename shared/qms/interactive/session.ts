import { backFromGoto, currentStep, moveTo, withKey, withLoop } from "./cursor.ts";
import {
  InteractError,
  MOST_ITERATIONS,
  own,
  responsesTo,
  type InteractiveSession,
  type PromptResponse,
} from "./session-state.ts";
import type { InteractiveTemplate, TemplatePrompt, TemplateStep } from "./template.ts";

export interface NewSession {
  readonly id: string;
  /** Its parent's id and its title, as placeholders of the template. */
  readonly metadata: Readonly<Record<string, string>>;
}

export function startSession(
  template: InteractiveTemplate,
  { id, metadata }: NewSession,
): InteractiveSession {
  const session: InteractiveSession = {
    doc_id: id,
    template: template.name,
    template_version: template.version,
    cursor: template.start,
    cursor_context: {},
    metadata,
    responses: {},
    loops: {},
    gates: {},
  };
  return moveTo(session, template, template.start);
}

export interface Answer {
  readonly value: string;
  readonly author: string;
  readonly timestamp: string;
  readonly reason?: string | undefined;
  /** The commit that keeps the project's state as evidence. */
  readonly commit?: string | undefined;
}

/** Answers the step that the session stands at, and goes on to what follows. */
export function respond(
  session: InteractiveSession,
  template: InteractiveTemplate,
  answer: Answer,
): InteractiveSession {
  const current = currentStep(session, template);
  if (current === undefined) {
    throw new InteractError(
      "The document is complete. Use --goto to amend an answer, or --reopen to add to a loop.",
    );
  }
  const { step, key } = current;
  if (step.kind === "prompt") return answerPrompt(session, template, { step, key, answer });
  const value = gateValue(key, answer);
  const gates = withKey(session.gates, key, { value, timestamp: answer.timestamp });
  return moveTo({ ...session, gates }, template, step[value]);
}

function gateValue(key: string, { value }: Answer): "yes" | "no" {
  const word = value.trim().toLowerCase();
  if (word !== "yes" && word !== "no") throw new InteractError(`The gate ${key} expects 'yes' or 'no'.`);
  return word;
}

function answerPrompt(
  session: InteractiveSession,
  template: InteractiveTemplate,
  { step, key, answer }: { readonly step: TemplatePrompt; readonly key: string; readonly answer: Answer },
): InteractiveSession {
  const given = answer.value.toWellFormed().replaceAll("\r\n", "\n");
  const value = given.trim() === "" ? (step.default ?? "") : given;
  if (value.trim() === "") throw new InteractError("Response value is empty.");
  const before = responsesTo(session, key);
  const isAmending = session.cursor_context.goto_return !== undefined;
  const reason = answer.reason?.trim() ?? "";
  if ((isAmending || before.length > 0) && reason === "") {
    throw new InteractError(`${key} is answered already, and amendments require a reason: add --reason.`);
  }
  const response: PromptResponse = {
    value,
    author: answer.author,
    timestamp: answer.timestamp,
    ...((isAmending || before.length > 0) && { reason }),
    ...(answer.commit !== undefined && { commit: answer.commit }),
  };
  const answered = { ...session, responses: withKey(session.responses, key, [...before, response]) };
  return isAmending ? backFromGoto(answered) : moveTo(answered, template, step.next);
}

export interface GotoRequest {
  /** A prompt's id; of one in a loop with the number of the pass behind a dot, or else of the pass last answered. */
  readonly prompt: string;
  readonly reason?: string | undefined;
}

/** Goes back to a prompt that was answered, to amend the answer; after that the session goes on where it stood. */
export function goto(
  session: InteractiveSession,
  template: InteractiveTemplate,
  { prompt, reason = "" }: GotoRequest,
): InteractiveSession {
  if (reason.trim() === "") throw new InteractError("--goto requires --reason");
  const { step, iteration } = findPrompt(session, template, prompt);
  const { cursor_context: context } = session;
  // From one amendment to the next: they all return to where the first began.
  const isAmending = context.goto_return !== undefined;
  return {
    ...session,
    cursor: step.id,
    cursor_context: {
      goto_return: context.goto_return ?? session.cursor,
      goto_return_ctx: isAmending ? (context.goto_return_ctx ?? {}) : context,
      ...(step.loop !== undefined && iteration !== undefined && { loop: step.loop, iteration }),
    },
  };
}

function findPrompt(
  session: InteractiveSession,
  template: InteractiveTemplate,
  name: string,
): { readonly step: TemplateStep; readonly iteration: number | undefined } {
  const [, id = "", number] = /^(.*?)(?:\.(\d{1,6}))?$/s.exec(name) ?? [];
  const step = template.steps.get(id);
  if (step === undefined) throw new InteractError(`There is no prompt ${shown(name)} in this template.`);
  if (step.kind === "gate")
    throw new InteractError(`${id} is a gate: its answer cannot be amended. See --reopen.`);
  if (step.loop === undefined) {
    if (number !== undefined)
      throw new InteractError(`The prompt ${id} is in no loop: leave out .${number}.`);
    if (responsesTo(session, id).length === 0) throw notAnswered(id);
    return { step, iteration: undefined };
  }
  let iteration = number === undefined ? (own(session.loops, step.loop)?.iterations ?? 0) : Number(number);
  if (number === undefined)
    while (iteration > 1 && responsesTo(session, `${id}.${iteration}`).length === 0) iteration -= 1;
  if (responsesTo(session, `${id}.${iteration}`).length === 0) throw notAnswered(name);
  return { step, iteration };
}

function notAnswered(name: string): InteractError {
  return new InteractError(`The prompt ${name} is not answered yet.`);
}

/** Leaves an answer as it is, and returns to where the session stood. */
export function cancelGoto(session: InteractiveSession): InteractiveSession {
  if (session.cursor_context.goto_return === undefined) throw new InteractError("No --goto is under way.");
  return backFromGoto(session);
}

export interface ReopenRequest {
  readonly loop: string;
  readonly reason?: string | undefined;
  readonly author: string;
  readonly timestamp: string;
}

/** Begins another pass of a loop that was closed; at its end the session goes on where it stood. */
export function reopen(
  session: InteractiveSession,
  template: InteractiveTemplate,
  { loop: name, reason = "", author, timestamp }: ReopenRequest,
): InteractiveSession {
  if (reason.trim() === "") throw new InteractError("--reopen requires --reason");
  const loop = template.loops.get(name);
  if (loop === undefined) throw new InteractError(`There is no loop ${shown(name)} in this template.`);
  const state = own(session.loops, name);
  if (state?.closed !== true) throw new InteractError(`The loop ${name} is not closed.`);
  if (session.cursor_context.goto_return !== undefined) {
    throw new InteractError("An amendment is under way. Answer it, or leave it with --cancel-goto.");
  }
  const { cursor, cursor_context: context } = session;
  const iteration = state.iterations + 1;
  if (iteration > MOST_ITERATIONS)
    throw new InteractError(`The loop ${name} has been gone through too often.`);
  const reopenings = [...state.reopenings, { reason: reason.trim(), author, timestamp }];
  return {
    ...withLoop(session, name, { iterations: iteration, closed: false, reopenings }),
    cursor: loop.first,
    cursor_context: { loop: name, iteration, reopen_return: cursor, reopen_return_ctx: context },
  };
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
