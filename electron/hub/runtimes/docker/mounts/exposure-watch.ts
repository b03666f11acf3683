import { posix } from "node:path";
import { Emitter } from "../../../../../shared/base/emitter.ts";
import { DisposableStore, type Disposable } from "../../../../../shared/base/disposable.ts";
import { SerialQueue } from "../../../../../shared/base/serial-queue.ts";
import type { AgentId } from "../../../../../shared/contract/agents.ts";
import type { Logger } from "../../../log/logger.ts";
import { isAtOrBelow, markOf, type CoveredFiles } from "./covered-files.ts";
import { environmentFiles, environmentFilesIn, isEnvironmentFile } from "./hidden-files.ts";
import { NameWatch } from "./name-watch.ts";

/** Git writes these whenever it changes files of the project, whoever has it do so. */
const GIT_FOLDER = ".git";
const GIT_FILES = ["index", "HEAD"];
/** A checkout is done within this, or goes on with another change of these. */
const GIT_DONE_MS = 200;
/** A search of the whole project is followed by this many times of quiet: git writes often, and mostly nothing of interest. */
const QUIET_TIMES = 30;

/** What a container sees of the project though it was not to, since it was replaced or came after the container was made. */
export interface Exposure {
  readonly agent: AgentId;
  readonly container: string;
  readonly since: number;
  /** What was to be hidden. */
  readonly secrets: readonly string[];
  /** What another file was laid over. */
  readonly overlaid: readonly string[];
  /** Whether the container was held still for it. */
  readonly isHeld: boolean;
}

export interface ExposureWatchOptions {
  readonly root: string;
  /** Holds a container still; false where it does not run. */
  readonly hold: (container: string) => Promise<boolean>;
  readonly now: () => number;
  readonly log: Logger;
}

interface Followed {
  readonly agent: AgentId;
  readonly container: string;
  readonly covered: CoveredFiles;
  exposure?: Exposure;
}

/**
 * Watches what running containers must not see. The system takes away what covers a file when another file takes its place,
 * which is how editors and git write; and nothing covers what comes later. Both are told, and where it is a secret the
 * container is held still at once.
 */
export class ExposureWatch implements Disposable {
  readonly #options: ExposureWatchOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #names: NameWatch;
  readonly #looks = new SerialQueue();
  readonly #followed = new Map<AgentId, Followed>();
  #isLookDue = false;
  #search: NodeJS.Timeout | undefined;
  /** When the project may be searched again. */
  #quietUntil = 0;

  readonly onChanged = this.#changed.event;

  constructor(options: ExposureWatchOptions) {
    this.#options = options;
    const onFailed = (folder: string, error: unknown): void =>
      options.log.warn("a folder cannot be watched for what containers must not see", { folder, error });
    this.#names = this.#store.add(
      new NameWatch(options.root, (folder, name) => this.#onName(folder, name), onFailed),
    );
  }

  get exposures(): readonly Exposure[] {
    return [...this.#followed.values()].flatMap(({ exposure }) => exposure ?? []);
  }

  /** What is known of a container: what it sees though it was not to, and where nobody has looked for secrets. */
  of(container: string): { readonly exposure?: Exposure; readonly notSearched?: string } {
    const followed = [...this.#followed.values()].find((each) => each.container === container);
    const cutAt = followed?.covered.cutAt;
    return {
      ...(followed?.exposure === undefined ? {} : { exposure: followed.exposure }),
      ...(cutAt === undefined ? {} : { notSearched: cutAt }),
    };
  }

  /** Watches for the container of an agent, in place of its earlier ones; looks at once, and in the whole project soon. */
  follow(agent: AgentId, container: string, files: CoveredFiles): void {
    const before = this.#followed.get(agent);
    if (this.#store.isDisposed || before?.container === container) return;
    this.#followed.set(agent, { agent, container, covered: files });
    this.#watch();
    this.#lookSoon();
    this.#searchSoon();
    if (before?.exposure !== undefined) this.#changed.fire();
    if (files.cutAt !== undefined)
      this.#options.log.warn("the project has too many folders to be searched for secrets", {
        agent,
        from: files.cutAt,
      });
  }

  /** The container runs now: what is due for it can be done. */
  started(): void {
    this.#lookSoon();
  }

  /** The container is gone. */
  forget(container: string): void {
    const gone = [...this.#followed.values()].find((each) => each.container === container);
    if (gone === undefined) return;
    this.#followed.delete(gone.agent);
    this.#watch();
    if (gone.exposure !== undefined) this.#changed.fire();
  }

  /** Resolves when all that has happened before was looked at. */
  async settled(): Promise<void> {
    await this.#looks.drain();
  }

  dispose(): void {
    clearTimeout(this.#search);
    this.#store.dispose();
  }

  /** The folders around all that is covered. */
  #folders(): readonly string[] {
    const paths = [...this.#followed.values()].flatMap(({ covered }) =>
      covered.files.map(({ path }) => path),
    );
    return [...new Set(["", ...paths.flatMap(foldersAround)])];
  }

  #watch(): void {
    this.#names.set(this.#followed.size === 0 ? [] : [...this.#folders(), GIT_FOLDER]);
  }

  #onName(folder: string, name: string | undefined): void {
    if (folder === GIT_FOLDER) {
      if (name === undefined || GIT_FILES.includes(name)) this.#searchSoon();
    } else if (name === undefined || isEnvironmentFile(name) || this.#isAroundCovered(folder, name)) {
      this.#lookSoon();
    }
  }

  #isAroundCovered(folder: string, name: string): boolean {
    const path = posix.join(folder, name);
    return [...this.#followed.values()].some(({ covered }) =>
      covered.files.some((file) => isAtOrBelow(file.path, path)),
    );
  }

  #lookSoon(): void {
    if (this.#isLookDue) return;
    this.#isLookDue = true;
    this.#inTurn(async () => {
      this.#isLookDue = false;
      await this.#look(await environmentFilesIn(this.#options.root, this.#folders()));
    });
  }

  #searchSoon(): void {
    if (this.#search !== undefined || this.#store.isDisposed) return;
    this.#search = setTimeout(
      () => {
        this.#search = undefined;
        if (this.#followed.size > 0) this.#inTurn(() => this.#searchAll());
      },
      Math.max(GIT_DONE_MS, this.#quietUntil - performance.now()),
    );
    this.#search.unref();
  }

  async #searchAll(): Promise<void> {
    const began = performance.now();
    // Folders may be others than those that were watched.
    this.#watch();
    const { files } = await environmentFiles(this.#options.root);
    await this.#look(files);
    const now = performance.now();
    this.#quietUntil = now + (now - began) * QUIET_TIMES;
  }

  #inTurn(work: () => Promise<void>): void {
    this.#looks
      .run(async () => {
        if (!this.#store.isDisposed) await work();
      })
      .catch((error: unknown) =>
        this.#options.log.error("what containers must not see could not be looked at", { error }),
      );
  }

  async #look(environment: readonly string[]): Promise<void> {
    const paths = new Set(
      [...this.#followed.values()].flatMap(({ covered }) => covered.files.map(({ path }) => path)),
    );
    const marks = new Map(
      await Promise.all(
        [...paths].map(async (path) => [path, await markOf(this.#options.root, path)] as const),
      ),
    );
    await Promise.all([...this.#followed.values()].map((each) => this.#judge(each, marks, environment)));
  }

  async #judge(
    followed: Followed,
    marks: ReadonlyMap<string, string | undefined>,
    environment: readonly string[],
  ): Promise<void> {
    const { agent, container, covered, exposure } = followed;
    const secrets = new Set([...(exposure?.secrets ?? []), ...exposedSecrets(covered, marks, environment)]);
    const overlaid = new Set([...(exposure?.overlaid ?? []), ...changed(covered, "overlaid", marks)]);
    const isMore =
      secrets.size > (exposure?.secrets.length ?? 0) || overlaid.size > (exposure?.overlaid.length ?? 0);
    // Once: a person who lets it go on knows what it reads.
    const isToBeHeld = secrets.size > 0 && exposure?.isHeld !== true;
    if (!isMore && !isToBeHeld) return;
    const isHeld = isToBeHeld ? await this.#hold(container) : exposure?.isHeld === true;
    if (!isMore && !isHeld) return;
    const { now, log } = this.#options;
    // It may have ended meanwhile.
    if (this.#followed.get(agent) !== followed) return;
    followed.exposure = {
      agent,
      container,
      since: exposure?.since ?? now(),
      secrets: [...secrets].toSorted(),
      overlaid: [...overlaid].toSorted(),
      isHeld,
    };
    log.warn("a running container sees what it was not to", { ...followed.exposure });
    this.#changed.fire();
  }

  async #hold(container: string): Promise<boolean> {
    try {
      return await this.#options.hold(container);
    } catch (error) {
      this.#options.log.error("a container could not be held still", { container, error });
      return false;
    }
  }
}

function exposedSecrets(
  covered: CoveredFiles,
  marks: ReadonlyMap<string, string | undefined>,
  environment: readonly string[],
): readonly string[] {
  const known = covered.files.filter(({ kind }) => kind === "hidden").map(({ path }) => path);
  const own = [...known, ...covered.writable];
  return [
    ...changed(covered, "hidden", marks),
    ...environment.filter((path) => !own.some((other) => isAtOrBelow(path, other))),
  ];
}

/** What is there, and not what was there when the container was made; what lies in a hidden folder shows in no case. */
function changed(
  { files }: CoveredFiles,
  kind: CoveredFiles["files"][number]["kind"],
  marks: ReadonlyMap<string, string | undefined>,
): readonly string[] {
  const hidden = files.filter((file) => file.kind === "hidden").map(({ path }) => path);
  return files
    .filter((file) => file.kind === kind)
    .filter(({ path, mark }) => marks.get(path) !== undefined && marks.get(path) !== mark)
    .filter(({ path }) => !hidden.some((other) => other !== path && isAtOrBelow(path, other)))
    .map(({ path }) => path);
}

function foldersAround(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join("/"));
}
