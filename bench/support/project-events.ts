import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isOpenDocument } from "../../shared/desk/waits-of.ts";
import type { BenchServer } from "./bench-server.ts";

const STEP_MS = 10;
const USERS = ["qa", "claude", "tu_ui", "tu_scene", "tu_sketch", "tu_sim", "bu"];

interface Named {
  readonly id: string;
  readonly type: string;
}

/** Lets things happen in a project as others make them happen: by its files. */
export class ProjectEvents {
  readonly #project: string;
  readonly #documents: readonly Named[];
  #count = 0;

  private constructor(project: string, documents: readonly Named[]) {
    this.#project = project;
    this.#documents = documents;
    mkdirSync(join(project, ".staging"), { recursive: true });
  }

  /** Events of the documents that are at work: those that the desk shows. */
  static async of(server: BenchServer): Promise<ProjectEvents> {
    const documents: Named[] = [];
    for await (const change of await server.client.qms.changes()) {
      documents.push(
        ...change.documents.filter((document) => isOpenDocument(document) && !document.isForeign),
      );
      if (change.kind === "snapshot" && change.isLast) break;
    }
    return new ProjectEvents(
      server.project,
      documents.filter(({ id }) => /^(CR|INV)-[1-9]\d{2,}$/.test(id)),
    );
  }

  /** So many events within a second, spread over it; tells how long it took. */
  async happen(count: number): Promise<number> {
    const began = performance.now();
    for (let done = 0; done < count;) {
      const due = Math.min(count, Math.ceil(((performance.now() - began) / 1000) * count));
      for (; done < due; done += 1) this.one();
      await delay(STEP_MS);
    }
    return performance.now() - began;
  }

  /** A document goes on, or a message comes in. */
  one(): void {
    this.#count += 1;
    if (this.#count % 2 === 0) this.#message();
    else this.#change();
  }

  #change(): void {
    const document = this.#documents[(this.#count >> 1) % this.#documents.length];
    if (document === undefined) return;
    const { id, type } = document;
    const line = { ts: new Date().toISOString(), event: "CHECKIN", user: "claude", version: "0.2" };
    appendFileSync(join(this.#project, `QMS/.audit/${type}/${id}.jsonl`), `${JSON.stringify(line)}\n`);
    const meta = join(this.#project, `QMS/.meta/${type}/${id}.json`);
    const text = readFileSync(meta, "utf8").replace(/"version": "[^"]*"/, `"version": "1.${this.#count}"`);
    this.#put(meta, text);
  }

  #message(): void {
    const user = USERS[(this.#count >> 1) % USERS.length] ?? "qa";
    const name = `msg-bench-2026-11-01-${String(100_000 + this.#count)}`;
    const text = `---\ntype: message\nfrom: bench\nto: ${user}\nsubject: "${name}"\n---\n\nHello.\n`;
    this.#put(join(this.#project, `.claude/users/${user}/inbox/${name}.md`), text);
  }

  #put(file: string, text: string): void {
    const staged = join(this.#project, ".staging", "one");
    writeFileSync(staged, text);
    renameSync(staged, file);
  }
}
