import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentDefinitionFile, AgentTimeline } from "../../../../shared/contract/agent-page.ts";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";
import type { AgentUsage, UsageChange } from "../../../../shared/contract/usage.ts";
import { sentenceFor } from "../../../connection/call-failure.ts";
import { followStream, waitFor } from "../../../connection/follow-stream.ts";

/** Something that is asked for: what it is, or why it cannot be had; neither while it is on its way. */
export interface Asked<T> {
  readonly value?: T | undefined;
  readonly failure?: string | undefined;
}

export interface AgentPageState {
  readonly agent: AgentId | undefined;
  /** The day that is looked at; today where none was chosen. */
  readonly day: string | undefined;
  readonly timeline: Asked<AgentTimeline>;
  readonly definition: Asked<AgentDefinitionFile>;
  readonly log: Asked<readonly string[]>;
  /** What each agent used; absent until the hub has told. */
  readonly usage: ReadonlyMap<AgentId, AgentUsage> | undefined;
}

/** What the page of an agent shows that nothing else does. */
export interface AgentPages {
  readonly store: StoreApi<AgentPageState>;
  /** Looks at an agent for as long as the result is not called. */
  readonly open: (agent: AgentId) => () => void;
  readonly showDay: (day: string | undefined) => void;
  /** Asks again for all of it, now. */
  readonly retry: () => void;
  /** Asks again for what may be another now. */
  readonly refresh: () => void;
}

export interface AgentPagesDependencies {
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly isConnected: () => boolean;
}

/** An agent that is busy changes often: its day is asked for no oftener than this. */
const REFRESH_MS = 2000;
const LOG_LINES = 200;

function noPage(agent?: AgentId): AgentPageState {
  return { agent, day: undefined, timeline: {}, definition: {}, log: {}, usage: undefined };
}

export function createAgentPages({ client, isConnected }: AgentPagesDependencies): AgentPages {
  const store = createStore<AgentPageState>(() => noPage());
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks, and takes the answer where the page is still that of the agent, and of the day. */
  const ask = async <Part extends "timeline" | "definition" | "log">(
    part: Part,
    call: (agent: AgentId, day: string | undefined) => Promise<AgentPageState[Part]["value"]>,
  ): Promise<void> => {
    const { agent, day } = store.getState();
    if (agent === undefined) return;
    const isStill = (): boolean => store.getState().agent === agent && store.getState().day === day;
    try {
      const value = await call(agent, day);
      if (isStill()) store.setState({ [part]: { value } });
    } catch (error) {
      // What was known before says more than that it cannot be had now.
      if (isStill() && store.getState()[part].value === undefined)
        store.setState({ [part]: { failure: sentenceFor(error) } });
    }
  };
  const askTimeline = (): void =>
    void ask("timeline", (agent, day) =>
      client().agents.timeline(day === undefined ? { agent } : { agent, day }),
    );
  const askLog = (): void =>
    void ask("log", async (agent) => (await client().agents.log({ agent, lines: LOG_LINES })).lines);
  const askAll = (): void => {
    askTimeline();
    askLog();
    void ask("definition", (agent) => client().agents.definition({ agent }));
  };
  return {
    store,
    open: (agent) => {
      if (store.getState().agent !== agent)
        store.setState({ ...noPage(agent), usage: store.getState().usage }, true);
      askAll();
      const [ended, left] = [new AbortController(), new AbortController()];
      void followStream<UsageChange>(
        {
          open: () => client().usage.changes(undefined, { signal: left.signal }),
          apply: (change) => store.setState(({ usage }) => ({ usage: withUsage(usage, change) })),
          wait: waitFor,
        },
        ended.signal,
      );
      return () => {
        clearTimeout(timer);
        timer = undefined;
        ended.abort();
        // Over a connection that is lost nothing needs to be cancelled, and cancelling fails where nobody can catch it.
        if (isConnected()) left.abort();
      };
    },
    showDay: (day) => {
      store.setState({ day, timeline: {} });
      askTimeline();
    },
    retry: askAll,
    refresh: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        askTimeline();
        askLog();
      }, REFRESH_MS);
    },
  };
}

function withUsage(
  known: ReadonlyMap<AgentId, AgentUsage> | undefined,
  change: UsageChange,
): ReadonlyMap<AgentId, AgentUsage> {
  if (change.kind === "snapshot") return new Map(change.usage.map((usage) => [usage.agent, usage]));
  return new Map(known).set(change.usage.agent, change.usage);
}
