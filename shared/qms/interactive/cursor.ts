import {
  InteractError,
  MOST_ITERATIONS,
  own,
  type CursorContext,
  type InteractiveSession,
  type LoopState,
} from "./session-state.ts";
import { END, type InteractiveTemplate, type TemplateStep } from "./template.ts";

/** The step that a session stands at. */
export interface CurrentStep {
  readonly step: TemplateStep;
  /** What its answer is kept under: in a loop the id with the number of the pass. */
  readonly key: string;
  readonly loop: string | undefined;
  readonly iteration: number | undefined;
  /** Where the session goes on after an amendment, if this is one. */
  readonly returnsTo: string | undefined;
}

/** The step to answer; `undefined` when all are answered. */
export function currentStep(
  session: InteractiveSession,
  template: InteractiveTemplate,
): CurrentStep | undefined {
  const { cursor, cursor_context: context } = session;
  if (cursor === END) return undefined;
  const step = template.steps.get(cursor);
  if (step === undefined) {
    throw new InteractError(
      `The session stands at ${JSON.stringify(cursor)}, which its template does not have.`,
    );
  }
  const { loop } = step;
  const iteration = loop === undefined ? undefined : iterationOf(session, loop);
  const key = iteration === undefined ? cursor : `${cursor}.${iteration}`;
  return { step, key, loop, iteration, returnsTo: context.goto_return };
}

function iterationOf({ cursor_context: context, loops }: InteractiveSession, loop: string): number {
  if (context.loop === loop && context.iteration !== undefined) return context.iteration;
  return Math.max(1, own(loops, loop)?.iterations ?? 1);
}

/** The session where it stood before an amendment. */
export function backFromGoto(session: InteractiveSession): InteractiveSession {
  const { goto_return: cursor = END, goto_return_ctx: context = {} } = session.cursor_context;
  return { ...session, cursor, cursor_context: context };
}

/** Moves the cursor on: into a loop a new pass begins, out of one it is closed, and an addition to one ends where it began. */
export function moveTo(
  session: InteractiveSession,
  template: InteractiveTemplate,
  target: string,
): InteractiveSession {
  const { cursor_context: context } = session;
  const step = template.steps.get(target);
  const loop = step?.loop;
  if (context.loop !== undefined && context.loop !== loop) {
    const closed = withLoop(session, context.loop, { closed: true });
    const { reopen_return: cursor, reopen_return_ctx: before = {} } = context;
    if (cursor !== undefined) return { ...closed, cursor, cursor_context: before };
    return moveTo({ ...closed, cursor_context: {} }, template, target);
  }
  if (step === undefined) return { ...session, cursor: END, cursor_context: {} };
  if (loop === undefined) return { ...session, cursor: step.id, cursor_context: {} };
  const passes = own(session.loops, loop)?.iterations ?? 0;
  const isNewPass = template.loops.get(loop)?.first === step.id;
  const iteration = isNewPass ? passes + 1 : (context.iteration ?? Math.max(1, passes));
  if (iteration > MOST_ITERATIONS)
    throw new InteractError(`The loop ${loop} has been gone through too often.`);
  const moved = withLoop(session, loop, { iterations: Math.max(passes, iteration), closed: false });
  return { ...moved, cursor: step.id, cursor_context: { loop, iteration, ...reopeningOf(context) } };
}

function reopeningOf({ reopen_return, reopen_return_ctx }: CursorContext): CursorContext {
  return {
    ...(reopen_return !== undefined && { reopen_return }),
    ...(reopen_return_ctx !== undefined && { reopen_return_ctx }),
  };
}

/** The session with a loop's state changed. */
export function withLoop(
  session: InteractiveSession,
  name: string,
  change: Partial<LoopState>,
): InteractiveSession {
  const before = own(session.loops, name) ?? { iterations: 0, closed: false, reopenings: [] };
  const { iterations, closed, reopenings } = { ...before, ...change };
  return { ...session, loops: withKey(session.loops, name, { iterations, closed, reopenings }) };
}

/** A record with one value set: where it stood, or else at the end. */
export function withKey<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value,
): Readonly<Record<string, Value>> {
  return { ...record, [key]: value };
}
