import type { FileProblem } from "../../../shared/contract/inbox.ts";
import { DocumentSet } from "./documents/document-set.ts";
import { readPage } from "./documents/document-page.ts";
import { readText } from "./documents/document-texts.ts";
import { qmsFolder } from "./documents/qms-folders.ts";
import { readHistory } from "./documents/read-history.ts";
import { FileProblems } from "./folders/file-problems.ts";
import { LEADS_ON, type FolderKind } from "./folders/folder-kind.ts";
import { LiveFolders } from "./folders/live-folders.ts";
import { lastArchivedMessages, listArchive, readItemText } from "./inbox/archive.ts";
import { Inboxes } from "./inbox/inboxes.ts";
import { usersFolder, type Workspaces } from "./inbox/user-folders.ts";
import type { FromReader, ReaderBatch, ReaderCall, ReaderSetup } from "./messages.ts";
import { Outbox } from "./outbox.ts";
import { findSuspects } from "./folders/saved-folders.ts";
import { loadIndex, saveIndex, type SavedIndex } from "./saved-index.ts";

/** How often what was read is kept for the next start, while there is something new. */
const SAVE_MS = 300_000;

/** Reads a project's inboxes and documents, follows them, and tells what changes. Runs in a thread of its own. */
export class Reader {
  readonly #setup: ReaderSetup;
  readonly #send: (message: FromReader) => void;
  readonly #problems = new FileProblems();
  readonly #documents: DocumentSet;
  readonly #inboxes = new Inboxes();
  readonly #outbox: Outbox;
  readonly #folders: LiveFolders;
  /** What the index holds: the state after so many changes. */
  #savedRevision = -1;
  #savedProblems: readonly FileProblem[] = [];
  #isOpened = false;
  #setOpened: () => void = () => undefined;
  /** Resolves when everything is known that can be asked for. */
  readonly #whenOpened = new Promise<void>((resolve) => {
    this.#setOpened = resolve;
  });

  constructor(setup: ReaderSetup, send: (message: FromReader) => void) {
    this.#setup = setup;
    this.#send = send;
    this.#documents = new DocumentSet(setup.root, this.#problems);
    const sources = { documents: this.#documents, inboxes: this.#inboxes, problems: this.#problems };
    this.#outbox = new Outbox(sources, (json) => send({ kind: "batch", json }));
    this.#folders = new LiveFolders({
      root: setup.root,
      kind: this.#rootFolder(),
      problems: this.#problems,
      now: Date.now,
      mostWatches: setup.mostWatches,
      sweepMs: setup.sweepMs,
      warn: (message, fields = {}) => send({ kind: "log", level: "warn", message, fields }),
      onPause: () => this.#outbox.pump(),
      onRestored: () => {
        this.#documents.settle();
        this.#inboxes.settle();
        this.#problems.restore(this.#savedProblems);
        this.#savedRevision = this.#revision;
      },
      onFailure: (error) => {
        throw error;
      },
    });
  }

  async start(): Promise<void> {
    const { indexFile, root, usesIndex } = this.#setup;
    const saved = usesIndex ? await loadIndex(indexFile, root) : undefined;
    if (saved === undefined) {
      await this.#folders.open();
      this.#outbox.setRead();
    } else await this.#begin(saved);
    this.#isOpened = true;
    this.#setOpened();
    await this.#folders.follow();
    setInterval(() => {
      this.#save().catch((error: unknown) => this.#warn("the index could not be saved", error));
    }, SAVE_MS);
  }

  /** Tells what was saved, while it is being looked at whether it is still so. */
  async #begin(saved: SavedIndex): Promise<void> {
    this.#outbox.beginWith(saved.batches);
    const suspects = await this.#folders.run(findSuspects(this.#setup.root, saved));
    const isAsItWas = suspects.folders.size === 0 && suspects.files.length === 0;
    // Then nothing is left to tell, and nobody needs to wait for what follows.
    if (isAsItWas) this.#outbox.setComplete();
    this.#savedProblems = problemsIn(saved.batches);
    await this.#folders.restore({ ...saved, contents: saved.contents() }, suspects);
    this.#outbox.setRead();
  }

  taken(): void {
    this.#outbox.taken();
  }

  async answer(id: number, call: ReaderCall): Promise<void> {
    this.#send({ kind: "answer", id, output: await this.#output(call) });
    if (call.name === "close") process.exit(0);
  }

  async #output(call: ReaderCall): Promise<unknown> {
    const { root } = this.#setup;
    // Whoever closes does not wait; there is nothing to keep then.
    if (call.name === "close" && !this.#isOpened) return null;
    await this.#whenOpened;
    switch (call.name) {
      case "archived":
        return this.#folders.run(listArchive(root, call.input));
      case "archivedMessages":
        return this.#folders.run(lastArchivedMessages(root));
      case "page":
        return readPage(root, this.#documents, call.input.id, call.input.user);
      case "text":
        return readText(root, call.input.id, this.#documents.find(call.input.id), call.input);
      case "readItem":
        return readItemText(root, call.input);
      case "history":
        return readHistory(root, this.#documents.auditsOf(call.input.id), call.input.limit);
      case "refresh":
        await this.#folders.refresh();
        return null;
      case "figures":
        return this.#folders.figures;
      case "close":
        await this.#save().catch((error: unknown) => this.#warn("the index could not be saved", error));
        this.#folders.close();
        return null;
    }
  }

  /** Keeps what was read, if anything was read since it was kept last. */
  async #save(): Promise<void> {
    const revision = this.#revision;
    if (revision === this.#savedRevision) return;
    const folders = await this.#folders.run(this.#folders.save());
    const batches = await this.#folders.run(this.#outbox.all());
    // Otherwise the two may not belong together, and are saved another time.
    if (revision !== this.#revision) return;
    await saveIndex(this.#setup.indexFile, this.#setup.root, folders, batches);
    if (folders.isWhole) this.#savedRevision = revision;
  }

  get #revision(): number {
    return this.#documents.revision + this.#inboxes.revision;
  }

  #warn(message: string, error: unknown): void {
    this.#send({ kind: "log", level: "warn", message, fields: { reason: String(error) } });
  }

  #rootFolder(): FolderKind<unknown> {
    const workspaces: Workspaces = {
      copied: (user, name) => {
        const path = `.claude/users/${user}/workspace/${name}`;
        this.#documents.set(name.slice(0, -3), { role: "copy", path, user });
      },
      dropped: (user, name) =>
        this.#documents.remove(name.slice(0, -3), `.claude/users/${user}/workspace/${name}`),
    };
    const claude = leadsTo({ users: usersFolder(this.#inboxes, workspaces) });
    return leadsTo({ ".claude": claude, QMS: qmsFolder(this.#documents, this.#problems) });
  }
}

/** The problems stand in the last of the saved batches. */
function problemsIn(batches: readonly string[]): readonly FileProblem[] {
  const last: ReaderBatch | undefined = JSON.parse(batches.at(-1) ?? "{}");
  return last?.problems ?? [];
}

function leadsTo(folders: Readonly<Record<string, FolderKind<unknown>>>): FolderKind<unknown> {
  const folder = (name: string): FolderKind<unknown> | undefined =>
    Object.hasOwn(folders, name) ? folders[name] : undefined;
  return { ...LEADS_ON, isUrgent: true, folder, isFolderName: (name) => folder(name) !== undefined };
}
