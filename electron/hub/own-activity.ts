import { join } from "node:path";
import { DisposableStore } from "../../shared/base/disposable.ts";
import type { Event } from "../../shared/base/emitter.ts";
import type { ActivityFilter, ActivityPage, ExportFormat } from "../../shared/contract/activity.ts";
import type { AgentDefinitionFile, AgentTimeline } from "../../shared/contract/agent-page.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import { localDay } from "../../shared/usage/local-day.ts";
import { activityStream } from "./activity/activity-stream.ts";
import { definitionFile, sessionLog } from "./activity/agent-files.ts";
import { entryFilter } from "./activity/index/row-filter.ts";
import { ActivityRecorder } from "./activity/record/activity-recorder.ts";
import type { GivenAnswer } from "./activity/record/agent-entries.ts";
import { FollowedAgents, type RecordedAgent } from "./activity/record/follow-agents.ts";
import { FollowedContainers, type RecordedContainers } from "./activity/record/follow-containers.ts";
import type { LineEntry } from "./activity/sources/line-source.ts";
import { ActivityThread } from "./activity/thread/activity-thread.ts";
import type { ActivityQuery, HubActivity } from "./hub-activity.ts";
import { ledgerFolder } from "./ledger/ledger-folder.ts";
import type { ListDelta } from "./lists/live-list.ts";
import type { Logger } from "./log/logger.ts";
import type { PolicyDeed } from "./own-policies.ts";

const ACTIVITY_FOLDER = "activity";
const MOST_GRANTS_CHARS = 4000;
const SESSIONS_FOLDER = "agents";

export interface OwnActivityOptions {
  readonly root: string;
  readonly dataFolder: string;
  /** The program of the thread that reads the timeline. */
  readonly program: string;
  readonly agents: readonly RecordedAgent[];
  readonly documents: { readonly onChanged: Event<ListDelta<{ readonly id: string }> | "all"> };
  readonly ledger: { readonly onChanged: Event<unknown>; readonly onNoted: Event<unknown> };
  readonly containers: RecordedContainers;
  readonly policies: { readonly onActed: Event<PolicyDeed> };
  readonly now: () => number;
  readonly log: Logger;
}

/** What happens in the project whose hub runs here: what is kept nowhere else is recorded, all of it is read again. */
export class OwnActivity implements HubActivity {
  readonly #options: OwnActivityOptions;
  readonly #store = new DisposableStore();
  readonly #recorder: ActivityRecorder;
  readonly #agents: FollowedAgents;
  readonly #containers: FollowedContainers;
  readonly #thread: ActivityThread;

  private constructor(options: OwnActivityOptions) {
    const { root, dataFolder, program, agents, documents, ledger, containers, policies, now, log } = options;
    this.#options = options;
    const folder = join(dataFolder, ACTIVITY_FOLDER);
    this.#recorder = new ActivityRecorder({ folder, now, log });
    this.#agents = this.#store.add(
      new FollowedAgents({ agents, record: (entries) => this.record(entries), now }),
    );
    this.#containers = this.#store.add(
      new FollowedContainers({ containers, record: (entries) => this.record(entries), now }),
    );
    const setup = { root, ledgerFolder: ledgerFolder(dataFolder), recordFolder: folder };
    this.#thread = new ActivityThread({ setup, program, log });
    const thread = this.#thread;
    this.#store.add(this.#recorder.onWritten(() => thread.hint({ kind: "recorded" })));
    this.#store.add(policies.onActed((deed) => this.record([policyEntry(deed, now())])));
    for (const onWritten of [ledger.onChanged, ledger.onNoted])
      this.#store.add(onWritten(() => thread.hint({ kind: "ledger" })));
    this.#store.add(
      documents.onChanged((delta) => {
        if (delta === "all") return;
        thread.hint({ kind: "documents", documents: [...delta.items.map(({ id }) => id), ...delta.removed] });
      }),
    );
  }

  /** Takes up what earlier runs have recorded; to be there before the agents that run are taken up. */
  static async open(options: OwnActivityOptions): Promise<OwnActivity> {
    const activity = new OwnActivity(options);
    await activity.#recorder.open((entry) => {
      activity.#agents.recall(entry);
      activity.#containers.recall(entry);
    });
    activity.#agents.begin();
    activity.#containers.begin();
    return activity;
  }

  /** Writes down what happened and is kept nowhere else. */
  record(entries: readonly LineEntry[]): void {
    this.#recorder.record(entries);
  }

  /** A person has allowed what an agent's container gets of the machine. */
  allowed(agent: AgentId, grants: readonly string[]): void {
    const text = `What the container of ${agent} asks for was allowed`;
    const details = { grants: grants.join(", ").slice(0, MOST_GRANTS_CHARS) };
    this.record([{ at: this.#options.now(), kind: "container", event: "allowed", agent, text, details }]);
  }

  /** A person has answered what an agent asks. */
  answered(agent: AgentId, answer: GivenAnswer): void {
    this.#agents.answered(agent, answer);
  }

  async *changes(query: ActivityQuery, signal: AbortSignal): ReturnType<typeof activityStream> {
    const unfollow = this.#thread.follow();
    const { onAdded, onReset } = this.#thread;
    try {
      yield* activityStream(
        {
          latest: () => this.page(query, undefined, signal),
          onAdded,
          onReset,
          isMeant: entryFilter(query.filter),
        },
        signal,
      );
    } finally {
      unfollow();
    }
  }

  page(
    { filter, limit }: ActivityQuery,
    before: string | undefined,
    signal?: AbortSignal,
  ): Promise<ActivityPage> {
    return this.#thread.call("page", { filter, limit, before }, signal);
  }

  async *exported(
    filter: ActivityFilter,
    format: ExportFormat,
    signal: AbortSignal,
  ): AsyncGenerator<{ text: string }, void, void> {
    // What comes while it is written is left for the next one: it would not end otherwise.
    const bounded = { ...filter, until: Math.min(filter.until ?? Infinity, this.#options.now() + 1) };
    let from: string | undefined;
    do {
      const { text, next } = await this.#thread.call("exported", { filter: bounded, format, from }, signal);
      from = next;
      if (text !== "") yield { text };
    } while (from !== undefined);
  }

  timeline(agent: AgentId, day = localDay(this.#options.now())): Promise<AgentTimeline> {
    const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
    const from = new Date(year, month - 1, date).getTime();
    const to = new Date(year, month - 1, date + 1).getTime();
    return this.#thread.call("timeline", { agent, day, from, to, now: this.#options.now() });
  }

  definition(agent: AgentId): Promise<AgentDefinitionFile> {
    return definitionFile(this.#options.root, agent);
  }

  log(agent: AgentId, lines: number): Promise<string[]> {
    return sessionLog(join(this.#options.dataFolder, SESSIONS_FOLDER, agent), lines);
  }

  /** Lets what was recorded get to the disk. */
  async close(): Promise<void> {
    this.#store.dispose();
    await this.#recorder.close();
    await this.#thread.close();
  }
}

function policyEntry(deed: PolicyDeed, at: number): LineEntry {
  const { kind, agent } = deed;
  if (kind === "set") {
    const { launch, stop, restarts } = deed.policy;
    const stops = stop.kind === "idle-for" ? `${stop.kind} ${String(stop.minutes)} minutes` : stop.kind;
    const text = `The policy of ${agent} was set: starts ${launch}, stops ${stops}, restarts ${String(restarts)}`;
    return { at, kind: "policy", event: kind, agent, text: text.replaceAll("-", " "), details: {} };
  }
  const { reason } = deed;
  const doing = kind === "launch" ? "launched" : "stopped";
  const text = `${agent} is ${doing}: ${reason}`;
  return { at, kind: "policy", event: kind, agent, text, details: { reason } };
}
