import type { ToolNews } from "../../../shared/mcp/mcp-calls.ts";

/** A program that hears nothing for minutes gives a call up; a person wants to see that something goes on. */
const EVERY_MS = 1000;

/** Tells whoever called, again and again, that this is still at work; `words` says what it is at. */
export async function toldWork<T>(
  tell: (news: ToolNews) => void,
  words: () => string,
  work: () => Promise<T>,
  everyMs = EVERY_MS,
): Promise<T> {
  let progress = 0;
  const timer = setInterval(() => {
    progress += 1;
    tell({ news: "progress", progress, message: words() });
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
