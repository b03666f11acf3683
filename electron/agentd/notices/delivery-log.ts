import { closeSync, fdatasyncSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { NoticeOutcome, NoticeWay } from "../../../shared/link/notices.ts";
import { hasCode } from "../has-code.ts";

const DELIVERIES_FILE = "deliveries.jsonl";

/** A line of the log. What is about to be told is written before it is told, and what became of it after. */
export const DeliveryRecord = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("intent"),
    delivery: z.string(),
    ids: z.array(z.string()),
    how: NoticeWay,
    text: z.string(),
    transcript: z.string().optional(),
    at: z.number(),
  }),
  z.object({
    kind: z.literal("outcome"),
    delivery: z.string(),
    /** `returned`: it did not arrive, or was taken back after it was announced; it may be told again. */
    outcome: z.enum(["announced", "uncertain", "returned"]),
    proof: z.string(),
    /** Known by now, where it was not yet when the program had just begun. */
    transcript: z.string().optional(),
    at: z.number(),
  }),
  /** What is known of notices from sessions before this one. */
  z.object({
    kind: z.literal("known"),
    notices: z.array(z.object({ id: z.string(), outcome: NoticeOutcome })),
  }),
]);
export type DeliveryRecord = z.infer<typeof DeliveryRecord>;

/** Where deliveries are written down. */
export interface DeliveryLog {
  /** Resolves nothing and throws where it cannot be written: what is returned from is on the disk. */
  append(record: DeliveryRecord): void;
}

/** The log of a session, in its folder. */
export class DeliveryFile implements DeliveryLog {
  readonly #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Opens the session's log, and reads what it and those of the agent's sessions before it tell. */
  static open(folder: string): { readonly log: DeliveryFile; readonly records: readonly DeliveryRecord[] } {
    const records = foldersUpTo(folder).flatMap((each) => read(join(each, DELIVERIES_FILE)));
    const descriptor = openSync(join(folder, DELIVERIES_FILE), "a", 0o600);
    return { log: new DeliveryFile(descriptor), records };
  }

  append(record: DeliveryRecord): void {
    // Begun on a line of its own: the one before it may have been cut short.
    writeSync(this.#descriptor, `\n${JSON.stringify(record)}\n`);
    fdatasyncSync(this.#descriptor);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** The agent's session folders up to this one, in the order of their beginnings, which their names tell. */
export function foldersUpTo(folder: string): string[] {
  const own = basename(folder);
  try {
    return readdirSync(dirname(folder))
      .filter((name) => SESSION.test(name) && name < own)
      .toSorted()
      .concat(own)
      .map((name) => join(dirname(folder), name));
  } catch (error) {
    if (hasCode(error, "ENOENT", "EACCES")) return [folder];
    throw error;
  }
}

const SESSION = /^\d{8}T\d{9}Z-[0-9a-f]{6}$/;

function read(file: string): DeliveryRecord[] {
  try {
    return readFileSync(file, "utf8").split("\n").flatMap(recordIn);
  } catch (error) {
    // A hub that died while it made a session's folder may leave one that is nobody's here: no session ran in it.
    if (hasCode(error, "ENOENT", "EACCES")) return [];
    throw error;
  }
}

function recordIn(line: string): DeliveryRecord[] {
  if (line === "") return [];
  try {
    return [DeliveryRecord.parse(JSON.parse(line))];
  } catch {
    // Cut short by a crash: what it said had not happened yet.
    return [];
  }
}
