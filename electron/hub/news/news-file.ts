import { appendFile, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import type { News } from "../../../shared/contract/news.ts";
import { hasCode } from "../files/has-code.ts";
import { readLines } from "../files/read-lines.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { Logger } from "../log/logger.ts";
import { NewsLine, toldNews } from "./news-line.ts";

/** How much of the past is kept: some months of a busy project. */
export const MOST_KEPT = 2000;
/** The file is written anew when it has grown to this; until then each piece costs a line. */
const MOST_LINES = 2 * MOST_KEPT;
/** No line of ours is longer: the contract bounds each part of it. */
const MOST_LINE_BYTES = 16_384;
/** More than all lines that are kept; of a file that is larger than this the end is read. */
const MOST_BYTES = 16_777_216;

/**
 * The history of a project's news on disk: a line for each piece, and one for what became of its toast. It is for a
 * person to look back, so a disk that does not take it is logged, and nothing waits for it.
 */
export class NewsFile {
  readonly #file: string;
  readonly #log: Logger;
  readonly #work = new SerialQueue();
  #lines = 0;

  private constructor(file: string, log: Logger) {
    this.#file = file;
    this.#log = log;
  }

  /** Reads what is kept, the oldest first. Lines that a crash or an editor has spoiled are left out, and the rest stands. */
  static async open(
    dataFolder: string,
    log: Logger,
  ): Promise<{ readonly file: NewsFile; readonly news: readonly News[] }> {
    const folder = join(dataFolder, "news");
    const path = join(folder, "news.jsonl");
    const file = new NewsFile(path, log);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { lines, spoiled } = await linesOf(path);
      const news = lines.reduce(toldNews, new Map<string, News>());
      const kept = [...news.values()].slice(-MOST_KEPT);
      file.#lines = lines.length;
      if (spoiled > 0) log.warn("lines of the news could not be read", { spoiled });
      if (spoiled > 0 || lines.length > MOST_LINES) await file.#rewrite(kept);
      return { file, news: kept };
    } catch (error) {
      log.error("the news of earlier could not be read", { error });
      return { file, news: [] };
    }
  }

  /** Adds a line; `all` is what is to be kept where the file is written anew. */
  add(line: NewsLine, all: () => readonly News[]): void {
    const work = async (): Promise<void> => {
      try {
        await appendFile(this.#file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
        this.#lines += 1;
        if (this.#lines > MOST_LINES) await this.#rewrite(all());
      } catch (error) {
        this.#log.error("news could not be kept", { error });
      }
    };
    void this.#work.run(work);
  }

  /** Resolves when all that was added is written. */
  drain(): Promise<void> {
    return this.#work.run(() => Promise.resolve());
  }

  async #rewrite(news: readonly News[]): Promise<void> {
    const lines = news.map((piece) => `${JSON.stringify({ news: piece } satisfies NewsLine)}\n`);
    await writeAtomically(this.#file, lines.join(""));
    this.#lines = news.length;
  }
}

async function linesOf(
  path: string,
): Promise<{ readonly lines: readonly NewsLine[]; readonly spoiled: number }> {
  const handle = await open(path, "r").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  });
  if (handle === undefined) return { lines: [], spoiled: 0 };
  try {
    const from = Math.max(0, (await handle.stat()).size - MOST_BYTES);
    const lines: NewsLine[] = [];
    let spoiled = 0;
    for await (const part of readLines(handle, { from, mostBytes: MOST_LINE_BYTES })) {
      for (const { bytes, isEnded, isTooLong } of part) {
        const line = isTooLong ? undefined : lineIn(bytes.toString());
        if (line !== undefined) lines.push(line);
        // A whole line without its end would grow together with the next one.
        if (line === undefined || !isEnded) spoiled += 1;
      }
    }
    return { lines, spoiled };
  } finally {
    await handle.close();
  }
}

function lineIn(text: string): NewsLine | undefined {
  try {
    return NewsLine.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
