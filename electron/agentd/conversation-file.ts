import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { MAX_TRANSCRIPT_PATH } from "../../shared/link/link-frames.ts";
import type { Conversation } from "./programs/agent-program.ts";
import { foldersUpTo } from "./notices/delivery-log.ts";

const CONVERSATION_FILE = "conversation.json";

const Stored = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/),
  transcript: z.string().min(1).max(MAX_TRANSCRIPT_PATH),
});

/** Keeps the name of the program's conversation in the session's folder, for a session that takes it up. */
export class ConversationFile {
  readonly #file: string;
  #present: Conversation | undefined;

  constructor(folder: string) {
    this.#file = join(folder, CONVERSATION_FILE);
  }

  get present(): Conversation | undefined {
    return this.#present;
  }

  /** Notes the conversation that the program is in now. */
  note(id: string | undefined, transcript: string | undefined): void {
    const isSame = this.#present?.id === id && this.#present?.transcript === transcript;
    const conversation = Stored.safeParse({ id, transcript }).data;
    if (isSame || conversation === undefined) return;
    this.#present = conversation;
    writeFileSync(`${this.#file}.new`, JSON.stringify(conversation), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

/** The latest conversation of the agent's sessions before this one, of which there is a transcript. */
export function earlierConversation(folder: string): Conversation | undefined {
  for (const each of foldersUpTo(folder).slice(0, -1).toReversed()) {
    try {
      const conversation = Stored.parse(JSON.parse(readFileSync(join(each, CONVERSATION_FILE), "utf8")));
      if (existsSync(conversation.transcript)) return conversation;
    } catch {
      // A session that never said, or was cut short: the one before it may have.
    }
  }
  return undefined;
}
