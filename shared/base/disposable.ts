/** Something that holds a resource until it is told to let go. */
export interface Disposable {
  dispose(): void;
}

/** Sees every disposable come and go; the leak check of the tests installs one. */
export interface DisposableTracker {
  created(disposable: Disposable): void;
  disposed(disposable: Disposable): void;
}

let tracker: DisposableTracker | undefined;

/** Installs the tracker that is told of each disposable, or removes it. */
export function setDisposableTracker(next: DisposableTracker | undefined): void {
  tracker = next;
}

/** Makes a disposable of a function; it runs once, however often it is disposed. */
export function toDisposable(dispose: () => void): Disposable {
  let isDisposed = false;
  const disposable: Disposable = {
    dispose() {
      if (isDisposed) return;
      isDisposed = true;
      tracker?.disposed(disposable);
      dispose();
    },
  };
  tracker?.created(disposable);
  return disposable;
}

/** Owns disposables and lets go of all of them, last first. */
export class DisposableStore implements Disposable {
  readonly #owned = new Set<Disposable>();
  #isDisposed = false;

  constructor() {
    tracker?.created(this);
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** Takes ownership. A store that is already disposed lets go of the newcomer at once. */
  add<T extends Disposable>(disposable: T): T {
    if (this.#isDisposed) disposable.dispose();
    else this.#owned.add(disposable);
    return disposable;
  }

  /** Takes ownership of a clean-up function. */
  onDispose(cleanUp: () => void): void {
    this.add(toDisposable(cleanUp));
  }

  /** Lets go of one disposable before the rest. */
  release(disposable: Disposable): void {
    if (this.#owned.delete(disposable)) disposable.dispose();
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    tracker?.disposed(this);
    const errors: unknown[] = [];
    for (const disposable of [...this.#owned].toReversed()) {
      try {
        disposable.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#owned.clear();
    if (errors.length > 0) throw new AggregateError(errors, "Some resources could not be let go.");
  }
}
