import { assertNever } from "../../../../shared/base/assert-never.ts";
import { SerialQueue } from "../../../../shared/base/serial-queue.ts";
import type { SlicedWork } from "../../reader/folders/slices.ts";
import { exportedPart } from "../export/exported-part.ts";
import { ActivityIndex, type IndexNews } from "../index/activity-index.ts";
import { loadIndex, saveIndex } from "../index/saved-index.ts";
import { historyLines } from "../sources/history-lines.ts";
import { ledgerLines } from "../sources/ledger-lines.ts";
import { recordedLines } from "../sources/recorded-lines.ts";
import { readTimeline } from "../timeline/read-timeline.ts";
import type { ActivityCall, ActivityHint, ActivitySetup, FromActivity, ToActivity } from "./messages.ts";

/** What comes meanwhile waits no longer than this. */
const SLICE_MS = 5;
/** What comes together is looked for once. */
const GATHER_MS = 20;
/** So many entries are read and told at a time: the hub takes them up in a fraction of a millisecond. */
const ENTRIES_PER_PART = 100;
/** Of more than this at once a follower is told by a fresh snapshot. */
const MOST_TOLD = 5000;
/** Hints do not come for everything: a folder that nobody knew of, a file that was put back. */
const LOOK_AGAIN_MS = 300_000;
/** What is asked first when a project is opened is answered before then. */
const COMPARE_AFTER_MS = 300;

/** Who the keeper tells. */
export interface KeeperPort {
  readonly send: (message: FromActivity) => void;
  readonly fail: (error: unknown) => void;
}

/** Keeps the index of the timeline up to date, and answers from it: the inside of the thread. */
export class ActivityKeeper {
  readonly #port: KeeperPort;
  readonly #index: ActivityIndex;
  readonly #work = new SerialQueue();
  readonly #cancelled = new Set<number>();
  readonly #open = new Set<number>();
  readonly #documents = new Set<string>();
  readonly #hinted = new Set<"ledger" | "recorded">();
  #isGathering = false;
  readonly #folder: string;
  readonly #isFresh: boolean;
  /** How often something was found, and how much of that is kept. */
  #changes = 0;
  #savedChanges = 0;
  #isFollowed = false;
  #isClosing = false;

  constructor({ root, ledgerFolder, recordFolder }: ActivitySetup, port: KeeperPort) {
    this.#port = port;
    this.#folder = recordFolder;
    const sources = [recordedLines(recordFolder), ledgerLines(ledgerFolder), historyLines(root)];
    const saved = loadIndex(recordFolder);
    this.#isFresh = saved === undefined;
    this.#index = new ActivityIndex(sources, saved);
  }

  /** Begins to read all that there is; what was kept can be asked for before it was compared with ten thousand files. */
  start(): void {
    const look = (): void => this.#look(() => this.#index.lookAtAll(() => true));
    if (this.#isFresh) look();
    else {
      this.#look(() => this.#index.lookAtAll(({ filesOf }) => filesOf === undefined));
      setTimeout(look, COMPARE_AFTER_MS);
    }
    setInterval(() => {
      look();
      this.#save();
    }, LOOK_AGAIN_MS);
  }

  take(message: ToActivity): void {
    switch (message.kind) {
      case "call":
        this.#open.add(message.id);
        if (message.call.name === "close") this.#close();
        return this.#answer(message.id, message.call);
      case "cancel":
        if (this.#open.has(message.id)) this.#cancelled.add(message.id);
        return;
      case "hint":
        return this.#onHint(message.hint);
      case "follow":
        // In its turn: what is being read already is not told, a snapshot holds it.
        return this.#inTurn(() => {
          this.#isFollowed = message.isFollowed;
          return Promise.resolve();
        });
      default:
        return assertNever(message);
    }
  }

  /** Whoever closes does not wait for what is being read: it is kept as far as it goes. */
  #close(): void {
    this.#isClosing = true;
    this.#save();
  }

  #answer(id: number, call: ActivityCall): void {
    this.#inTurn(async () => {
      const output = await this.#slices(this.#outputOf(call), () => this.#cancelled.has(id));
      this.#open.delete(id);
      if (this.#cancelled.delete(id) || output === undefined) return;
      this.#port.send({ kind: "answer", id, json: JSON.stringify(output.value) });
    });
  }

  #outputOf(call: ActivityCall): SlicedWork<unknown> {
    switch (call.name) {
      case "page": {
        const { before, filter, limit } = call.input;
        return this.#index.walk({ filter, limit, from: before, direction: "back" });
      }
      case "exported":
        return exportedPart(this.#index, call.input);
      case "timeline":
        return readTimeline(this.#index, call.input);
      case "close":
        return nothing();
    }
  }

  /** Keeps what was read, behind what is under way. */
  #save(): void {
    this.#inTurn(() => {
      if (this.#changes !== this.#savedChanges) {
        const changes = this.#changes;
        try {
          saveIndex(this.#folder, this.#index.save());
          this.#savedChanges = changes;
        } catch {
          // The next start takes a second longer.
        }
      }
      return Promise.resolve();
    });
  }

  #onHint(hint: ActivityHint): void {
    if (hint.kind === "documents") for (const document of hint.documents) this.#documents.add(document);
    else this.#hinted.add(hint.kind);
    if (this.#isGathering) return;
    this.#isGathering = true;
    setTimeout(() => {
      this.#isGathering = false;
      this.#lookAtHinted();
    }, GATHER_MS);
  }

  #lookAtHinted(): void {
    const documents = [...this.#documents];
    const keys = new Set<string>([...this.#hinted].map((kind) => (kind === "ledger" ? "l" : "a")));
    this.#documents.clear();
    this.#hinted.clear();
    if (documents.length > 0) this.#look(() => this.#index.lookAtDocuments(documents));
    if (keys.size > 0) this.#look(() => this.#index.lookAtAll(({ key }) => keys.has(key)));
  }

  #look(work: () => SlicedWork<IndexNews>): void {
    this.#inTurn(async () => {
      const news = await this.#slices(work(), () => this.#isClosing);
      // Of a look that was given up it is not known what it has found.
      if (news === undefined || news.value.added.length > 0 || news.value.hasLost) this.#changes += 1;
      if (news !== undefined && this.#isFollowed) await this.#tell(news.value);
    });
  }

  async #tell({ added, hasLost }: IndexNews): Promise<void> {
    if (hasLost || added.length > MOST_TOLD) return this.#port.send({ kind: "reset" });
    for (let first = 0; first < added.length; first += ENTRIES_PER_PART) {
      const entries = this.#index.entriesOf(added.slice(first, first + ENTRIES_PER_PART));
      this.#port.send({ kind: "added", json: JSON.stringify(entries) });
      await nextTurn();
    }
  }

  #inTurn(work: () => Promise<void>): void {
    this.#work.run(work).catch(this.#port.fail);
  }

  /** Does work in slices; nothing comes of it where it is given up. */
  async #slices<T>(
    work: SlicedWork<T>,
    isGivenUp: () => boolean,
  ): Promise<{ readonly value: T } | undefined> {
    let end = performance.now() + SLICE_MS;
    for (let part = work.next(); ; part = work.next()) {
      if (part.done === true) return { value: part.value };
      if (performance.now() < end) continue;
      await nextTurn();
      if (isGivenUp()) return undefined;
      end = performance.now() + SLICE_MS;
    }
  }
}

function* nothing(): SlicedWork<null> {
  yield;
  return null;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
