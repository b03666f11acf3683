import type { Page } from "@playwright/test";

/** A part of a page's main thread; times are milliseconds. */
export interface TracedTask {
  readonly at: number;
  /** By the clock, which on a machine that is busy with other things counts those as well. */
  readonly lasted: number;
  /** What the thread itself worked. */
  readonly worked: number;
}

export interface PageTrace {
  readonly tasks: readonly TracedTask[];
  /** The work on scripts, the collecting of garbage with it, within each sixtieth of a second or each frame. */
  readonly scriptingPerFrame: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

const SCRIPTING = new Set([
  "EvaluateScript",
  "FunctionCall",
  "TimerFire",
  "FireAnimationFrame",
  "EventDispatch",
  "RunMicrotasks",
  "MinorGC",
  "MajorGC",
  "V8.GCScavenger",
  "BlinkScheduler_PerformMicrotaskCheckpoint",
  "v8.callFunction",
  "v8.run",
]);
const FRAME_MS = 1000 / 60;

/** What a page's main thread does while the work runs. */
export async function traced(page: Page, work: () => Promise<void>): Promise<PageTrace> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("A page without a browser cannot be traced.");
  await browser.startTracing(page, {
    categories: ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline", "v8", "toplevel"],
  });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return traceOf(mainThreadOf(traceEvents));
}

/** The events of the page's main thread, in their order; other processes of the browser are traced as well. */
function mainThreadOf(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const byThread = Map.groupBy(events, ({ pid, tid }) => `${pid} ${tid}`);
  const busiest = events
    .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
    .map(({ pid, tid }) => byThread.get(`${pid} ${tid}`) ?? [])
    .toSorted((one, other) => other.length - one.length)[0];
  return (busiest ?? []).toSorted((one, other) => one.ts - other.ts);
}

function traceOf(events: readonly TraceEvent[]): PageTrace {
  const complete = events.filter(({ ph, dur }) => ph === "X" && dur !== undefined);
  const tasks = outermost(complete.filter(({ name }) => name.endsWith("RunTask"))).map(taskOf);
  const frames = events.filter(({ name, ph }) => name === "Commit" && ph === "X").map(({ ts }) => ts / 1000);
  return {
    tasks,
    scriptingPerFrame: perFrame(
      outermost(complete.filter(({ name }) => SCRIPTING.has(name))).map(taskOf),
      frames,
    ),
  };
}

/** Those that do not lie within another of them. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = Number.NEGATIVE_INFINITY;
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

function taskOf({ ts, dur = 0, tdur = 0 }: TraceEvent): TracedTask {
  return { at: ts / 1000, lasted: dur / 1000, worked: tdur / 1000 };
}

/** A frame lasts until the next is drawn; where none is drawn, as long as one would. */
function perFrame(scripts: readonly TracedTask[], frames: readonly number[]): readonly number[] {
  const sums: number[] = [];
  let began = Number.NEGATIVE_INFINITY;
  let frame = 0;
  for (const { at, worked } of scripts) {
    let isNew = at - began >= FRAME_MS;
    while (frame < frames.length && (frames[frame] ?? 0) <= at) {
      isNew = true;
      frame += 1;
    }
    if (isNew) {
      began = at;
      sums.push(0);
    }
    sums[sums.length - 1] = (sums.at(-1) ?? 0) + worked;
  }
  return sums;
}
