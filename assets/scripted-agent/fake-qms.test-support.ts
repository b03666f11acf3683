import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface FakeAnswer {
  /** The arguments that it answers, or how they begin; the first answer that fits is given. */
  readonly to: readonly string[];
  readonly text: string;
  readonly code?: number;
}

export interface QmsCall {
  readonly user: string | undefined;
  readonly args: readonly string[];
}

/** A `qms` in a folder of its own: it gives the answers that it was made with, and remembers what it was asked. */
export class FakeQms {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(folder: string, answers: readonly FakeAnswer[]): Promise<FakeQms> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "answers.json"), JSON.stringify(answers));
    await writeFile(join(folder, "calls.jsonl"), "");
    await writeFile(join(folder, "qms.mjs"), PROGRAM);
    return new FakeQms(folder);
  }

  async calls(): Promise<readonly QmsCall[]> {
    const lines = (await readFile(join(this.folder, "calls.jsonl"), "utf8")).trimEnd().split("\n");
    return lines.filter((line) => line !== "").map((line): QmsCall => JSON.parse(line));
  }
}

const PROGRAM = `
import { appendFileSync, readFileSync } from "node:fs";
const here = (name) => new URL(name, import.meta.url);
const args = process.argv.slice(2);
appendFileSync(here("calls.jsonl"), JSON.stringify({ user: process.env.QMS_USER, args }) + "\\n");
const answers = JSON.parse(readFileSync(here("answers.json"), "utf8"));
const answer = answers.find(({ to }) => to.every((word, index) => args[index] === word));
process.stdout.write((answer?.text ?? "done") + "\\n");
process.exitCode = answer?.code ?? 0;
`;
