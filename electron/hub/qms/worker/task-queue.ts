/** How soon a task is to have its turn: before all others, before long ones, or when nothing shorter waits. */
export type Haste = "first" | "short" | "long";

/** So many that go before others may have their turn in a row; whoever waits for long work is not kept out by them. */
const MOST_IN_A_ROW = 16;

/** Tasks of several users that wait for one worker: short ones before long ones, and among users by turns. */
export class TaskQueue<T> {
  readonly #waiting: Readonly<Record<Haste, Map<string, T[]>>> = {
    first: new Map(),
    short: new Map(),
    long: new Map(),
  };
  #inARow = 0;

  add(user: string, haste: Haste, task: T): void {
    const tasks = this.#waiting[haste].get(user);
    if (tasks === undefined) this.#waiting[haste].set(user, [task]);
    else tasks.push(task);
  }

  /** Takes out what is next; nothing where nothing waits. */
  takeNext(): T | undefined {
    const { first, short, long } = this.#waiting;
    const isTurnOfLong = this.#inARow >= MOST_IN_A_ROW && long.size > 0;
    const soon = isTurnOfLong ? undefined : (takeFrom(first) ?? takeFrom(short));
    this.#inARow = soon === undefined ? 0 : this.#inARow + 1;
    return soon ?? takeFrom(long);
  }

  /** Takes out all that wait. */
  takeAll(): readonly T[] {
    const all: T[] = [];
    for (let task = this.takeNext(); task !== undefined; task = this.takeNext()) all.push(task);
    return all;
  }
}

function takeFrom<T>(waiting: Map<string, T[]>): T | undefined {
  for (const [user, tasks] of waiting) {
    const task = tasks.shift();
    // Whoever has had a turn stands behind the others.
    waiting.delete(user);
    if (tasks.length > 0) waiting.set(user, tasks);
    return task;
  }
  return undefined;
}
