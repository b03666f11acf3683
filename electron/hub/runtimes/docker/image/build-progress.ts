import { z } from "zod";
import { MOST_LAST_LINES } from "../../../../../shared/contract/containers.ts";
import { shownLine } from "../../../reader/shown-line.ts";

/** So much of a line is kept. */
const LONGEST_LINE = 500;

/** What an engine says while it builds, one JSON value a line. */
const BuildMessage = z.object({
  stream: z.string().optional(),
  status: z.string().optional(),
  id: z.string().optional(),
  progress: z.string().optional(),
  error: z.string().optional(),
  aux: z.object({ ID: z.string().optional() }).optional(),
});
export type BuildMessage = z.infer<typeof BuildMessage>;

/** How far a build is. */
export interface BuildProgress {
  readonly step: number;
  /** How many steps there are; 0 as long as nobody has said. */
  readonly of: number;
  /** What is being done. */
  readonly text: string;
  readonly lastLines: readonly string[];
  /** The beginning of a line whose end has not come. */
  readonly unfinished: string;
  readonly imageId?: string;
  readonly error?: string;
}

export const BUILD_BEGINS: BuildProgress = { step: 0, of: 0, text: "", lastLines: [], unfinished: "" };

/** Reads a line of the engine; what is not a message of a build is passed over. */
export function parseBuildMessage(line: string): BuildMessage | undefined {
  try {
    return BuildMessage.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** The progress after another message. */
export function withMessage(progress: BuildProgress, message: BuildMessage): BuildProgress {
  const { stream, status, error, aux } = message;
  let next = progress;
  if (stream !== undefined) next = withText(next, stream);
  if (status !== undefined) next = withStatus(next, message);
  if (aux?.ID !== undefined) next = { ...next, imageId: aux.ID };
  if (error !== undefined) {
    const reason = shownLine(error, LONGEST_LINE);
    next = { ...withLine(withLine(next, next.unfinished), reason), unfinished: "", error: reason };
  }
  return next;
}

/** Text comes as the programs wrote it: a part of a line, or many lines at once. */
function withText(progress: BuildProgress, text: string): BuildProgress {
  // What a program draws over again is a line of its own.
  const lines = (progress.unfinished + text).split(/\r\n|\n|\r/);
  const unfinished = (lines.pop() ?? "").slice(-LONGEST_LINE);
  return { ...lines.reduce(withLine, progress), unfinished };
}

function withLine(progress: BuildProgress, text: string): BuildProgress {
  const line = shownLine(text, LONGEST_LINE);
  if (line === "") return progress;
  const lastLines = [...progress.lastLines, line].slice(-MOST_LAST_LINES);
  const step = /^Step (\d{1,4})\/(\d{1,4}) : (.+)$/.exec(line);
  if (step === null) return { ...progress, lastLines };
  return { ...progress, lastLines, step: Number(step[1]), of: Number(step[2]), text: step[3] ?? "" };
}

/** While the base image comes; each layer says many times how much of it is there. */
function withStatus(
  progress: BuildProgress,
  { status = "", id, progress: amount }: BuildMessage,
): BuildProgress {
  const text = shownLine([id, status, amount].filter((part) => part !== undefined).join(" "), LONGEST_LINE);
  const next = { ...progress, text };
  return amount === undefined ? withLine(next, text) : next;
}
