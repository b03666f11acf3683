import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { InboxItem } from "../../../shared/contract/inbox.ts";
import type { ProjectView } from "../lists/project-view.ts";

/** A task in an inbox. */
export interface Task {
  readonly name: string;
  /** Tells it from an earlier one of the same name. */
  readonly id: string;
  readonly at: number;
}

/** What lies in one agent's inbox. */
export interface Work {
  readonly tasks: readonly Task[];
  /** How many items it could deal with, tasks among them. */
  readonly itemCount: number;
}

interface Inbox {
  changedAt: number;
  /** Absent until it is asked for after a change. */
  work: Work | undefined;
}

export interface WaitingWorkOptions {
  readonly agents: readonly AgentId[];
  readonly inboxes: Pick<ProjectView, "inboxOf">;
  readonly now: () => number;
}

/** What lies in the inboxes of the agents, as far as policies look at it. */
export class WaitingWork implements Disposable {
  readonly #inboxes: ReadonlyMap<AgentId, Inbox>;
  readonly #options: WaitingWorkOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());

  readonly onChanged: Event<void> = this.#changed.event;

  constructor(options: WaitingWorkOptions) {
    const { agents, inboxes, now } = options;
    this.#options = options;
    this.#inboxes = new Map(agents.map((agent) => [agent, { changedAt: now(), work: undefined }]));
    for (const [agent, inbox] of this.#inboxes) {
      const subscription = inboxes.inboxOf(agent).onChanged(() => {
        inbox.changedAt = now();
        inbox.work = undefined;
        this.#changed.fire();
      });
      this.#store.add(subscription);
    }
  }

  of(agent: AgentId): Work & { readonly changedAt: number } {
    const inbox = this.#inboxes.get(agent);
    if (inbox === undefined) return { tasks: [], itemCount: 0, changedAt: 0 };
    inbox.work ??= workIn(this.#options.inboxes.inboxOf(agent).all());
    return { ...inbox.work, changedAt: inbox.changedAt };
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function workIn(items: readonly InboxItem[]): Work {
  // A file that is no item is for a person to look at.
  const known = items.filter(({ kind }) => kind !== "unknown");
  const tasks = known
    .filter(({ kind }) => kind === "task")
    .map(({ id, at }) => ({ name: id, id: `${id} ${at}`, at }));
  return { tasks, itemCount: known.length };
}
