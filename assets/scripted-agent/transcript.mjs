import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** What was said to the agent, a JSON line for each, in a file that whoever started it names. */
export class Transcript {
  /** What the conversation is called; one that is taken up keeps its name. */
  id;
  file;
  /** How much was said in the conversation before. */
  earlier = 0;

  constructor({ SCRIPTED_TRANSCRIPT: file, SCRIPTED_CONTINUES: before }) {
    this.file = file || undefined;
    const entries = before && existsSync(before) ? entriesIn(readFileSync(before, "utf8")) : [];
    this.id = entries[0]?.conversation ?? randomUUID();
    this.earlier = entries.length;
    // The conversation goes on in this file, as a whole.
    for (const entry of entries) this.#append(entry);
  }

  /** Notes what was said: a `prompt`, or a `reason` not to end a turn. */
  note(kind, text) {
    this.#append({ kind, text, at: Date.now(), conversation: this.id });
  }

  #append(entry) {
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }
}

function entriesIn(text) {
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      // Empty, or cut short when the agent was killed.
      return [];
    }
  });
}
