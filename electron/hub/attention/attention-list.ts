import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { readJson } from "../files/read-json.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { Whole } from "../lists/whole.ts";
import { attentionOf, type AttentionSources } from "./attention-of.ts";

const DISMISSED_FILE = "dismissed.json";
/** What was dismissed long ago does not come again. */
const MOST_DISMISSED = 5000;
/** What waits for no answer. */
const DISMISSIBLE: readonly Attention["kind"][] = ["failure", "tools", "undeliverable", "ledger"];
const Dismissed = z.array(z.string().max(400)).max(MOST_DISMISSED);

export interface AttentionListOptions {
  /** The folder of Quorum's own data. */
  readonly folder: string;
  readonly sources: () => Omit<AttentionSources, "dismissed">;
}

/** All that waits for a person, kept up to date; what a person has dismissed stays away. */
export class AttentionList implements Whole<readonly Attention[]>, Disposable {
  readonly #options: AttentionListOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #writes = new SerialQueue();
  #dismissed: ReadonlySet<string>;
  #list: readonly Attention[] = [];
  #isDue = false;

  readonly onChanged: Event<void> = this.#changed.event;

  private constructor(options: AttentionListOptions, dismissed: readonly string[]) {
    this.#options = options;
    this.#dismissed = new Set(dismissed);
  }

  static async open(options: AttentionListOptions): Promise<AttentionList> {
    const dismissed = await readJson(join(options.folder, DISMISSED_FILE), Dismissed);
    return new AttentionList(options, dismissed ?? []);
  }

  readonly value = (): readonly Attention[] => this.#list;

  /** Something that it is made of may have changed; looked at once for all that changed together. */
  update(): void {
    if (this.#isDue || this.#store.isDisposed) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (!this.#store.isDisposed) this.#look();
    });
  }

  async dismiss(id: string): Promise<void> {
    const entry = this.#list.find((one) => one.id === id);
    if (entry === undefined) return;
    if (!DISMISSIBLE.includes(entry.kind))
      throw new HubError("conflict", "This waits for an answer. It leaves the list when it has one.");
    await this.#keep([...this.#dismissed, id].slice(-MOST_DISMISSED));
  }

  /** What was dismissed stands in the list again, where it still waits. */
  async restore(id: string): Promise<void> {
    if (this.#dismissed.has(id)) await this.#keep([...this.#dismissed].filter((one) => one !== id));
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #keep(dismissed: readonly string[]): Promise<void> {
    this.#dismissed = new Set(dismissed);
    this.#look();
    const kept = JSON.stringify(dismissed);
    await this.#writes.run(() => writeAtomically(join(this.#options.folder, DISMISSED_FILE), kept));
  }

  #look(): void {
    const list = attentionOf({ ...this.#options.sources(), dismissed: this.#dismissed });
    if (isDeepStrictEqual(list, this.#list)) return;
    this.#list = list;
    this.#changed.fire();
  }
}
