import { z } from "zod";

const MOST_RECENT = 12;
const Recent = z.array(z.string().max(200)).max(100);

/** What was chosen lately in a project, the latest first; nothing where that cannot be read. */
export function readRecent(storage: Pick<Storage, "getItem">, project: string): readonly string[] {
  try {
    return Recent.parse(JSON.parse(storage.getItem(keyOf(project)) ?? "[]"));
  } catch {
    return [];
  }
}

/** Remembers what was chosen. */
export function keepRecent(storage: Pick<Storage, "getItem" | "setItem">, project: string, id: string): void {
  const others = readRecent(storage, project).filter((other) => other !== id);
  storage.setItem(keyOf(project), JSON.stringify([id, ...others].slice(0, MOST_RECENT)));
}

function keyOf(project: string): string {
  return `quorum.palette:${project}`;
}
