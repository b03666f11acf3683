import { readdir, readFile, rename, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

const DAY_MS = 86_400_000;
/** The parts of the sample project that tell of what happened. */
const PARTS = ["QMS", ".claude", "qms.config.json"];
/** When something happened, to the second. */
const MOMENT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?=Z|\+00:00)/g;
/** A day of the sample's story; a moment to the minute is what its program was asked for, and means another day. */
const DAY = /\b(\d{4}-\d{2}-\d{2})(?!T\d{2}:\d{2}Z)/g;
/** A line of a history. */
const EVENT = /"(?:ts|timestamp)": "([^"]+)", "(?:event|action)": "(\w+)"/g;

/**
 * Moves the sample project's story by whole days, so that its latest event was within the last day. Its files are as old
 * as what they tell of.
 */
export async function moveSampleTimes(folder: string, now: number): Promise<void> {
  const texts = await textsOf(folder);
  const moments = [...texts.values()].flatMap((text) => text.match(MOMENT) ?? []);
  const latest = Math.max(...moments.map((moment) => Date.parse(`${moment}Z`)));
  const days = Math.floor((now - latest) / DAY_MS);
  if (Number.isFinite(days) && days > 0) await moveBy(folder, texts, days);
  await setFileTimes(await textsOf(folder));
}

/** The texts of all files that tell of what happened, by path. */
async function textsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => PARTS.some((part) => path.startsWith(join(folder, part))));
  return new Map(await Promise.all(files.map(async (path) => [path, await readFile(path, "utf8")] as const)));
}

async function moveBy(folder: string, texts: ReadonlyMap<string, string>, days: number): Promise<void> {
  const moved = (text: string): string =>
    text.replace(DAY, (day) => {
      const at = Date.parse(day);
      return Number.isNaN(at) ? day : new Date(at + days * DAY_MS).toISOString().slice(0, 10);
    });
  await Promise.all(
    [...texts].map(async ([path, text]) => {
      const next = moved(text);
      if (next !== text) await writeFile(path, next);
    }),
  );
  const entries = await readdir(join(folder, ".claude"), { recursive: true, withFileTypes: true });
  const names = entries
    .map(({ parentPath, name }) => ({ from: join(parentPath, name), to: join(parentPath, moved(name)) }))
    .filter(({ from, to }) => from !== to)
    // The deepest first: a folder's new name changes the paths of all in it. Then the latest: its new name is free.
    .toSorted((one, other) => other.from.length - one.from.length || (one.from < other.from ? 1 : -1));
  for (const { from, to } of names) await rename(from, to);
}

/** A document's files are as old as its last event, its tasks as what asked for them. */
async function setFileTimes(texts: ReadonlyMap<string, string>): Promise<void> {
  const histories = [...texts].filter(([path]) => path.endsWith(".jsonl"));
  for (const [path, text] of histories) {
    const id = basename(path, ".jsonl");
    const events = [...text.matchAll(EVENT)].map(([, ts = "", event = ""]) => ({ at: new Date(ts), event }));
    const isOfDocument = new RegExp(`^${id}(?:-draft|-v[\\d.]+)?\\.(?:md|json|jsonl)$`);
    const isTask = new RegExp(`^task-${id}-(?!VAR|ADD|TP|ER|VR)`);
    for (const [file, content] of texts) {
      const name = basename(file);
      const at = isOfDocument.test(name)
        ? events.at(-1)?.at
        : isTask.test(name)
          ? askedAt(events, /^assigned_date: (\S+)/m.exec(content)?.[1])
          : undefined;
      if (at !== undefined) await utimes(file, at, at);
    }
  }
}

interface SampleEvent {
  readonly at: Date;
  readonly event: string;
}

/** When others were asked on a day, the last time. */
function askedAt(events: readonly SampleEvent[], day: string | undefined): Date | undefined {
  return events.findLast(
    ({ at, event }) => event.startsWith("ROUTE_") && at.toISOString().startsWith(day ?? "never"),
  )?.at;
}
