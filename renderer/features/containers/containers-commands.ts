import type { AgentId } from "../../../shared/contract/agents.ts";
import type { ContainerGrants } from "../../../shared/contract/containers.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { sentenceFor } from "../../connection/call-failure.ts";
import {
  withAnswered,
  withAsked,
  withLogs,
  type ContainersPlace,
  type ContainersStore,
} from "./containers-store.ts";

/** What a person does about containers. What goes wrong is said where it was asked for. */
export interface ContainersCommands {
  /** Looks for the engine again. */
  readonly look: () => Promise<void>;
  readonly build: () => Promise<void>;
  readonly cancelBuild: () => Promise<void>;
  readonly recreate: (agent: AgentId) => Promise<void>;
  readonly openLogs: (agent: AgentId) => Promise<void>;
  readonly closeLogs: (agent: AgentId) => void;
  readonly allow: (asked: ContainerGrants) => Promise<void>;
  readonly addIgnoreRules: () => Promise<void>;
}

export interface ContainersCommandsDependencies {
  readonly store: ContainersStore;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
}

export function containersCommands({ store, client }: ContainersCommandsDependencies): ContainersCommands {
  const perform = async (
    place: ContainersPlace,
    call: (client: HubClient) => Promise<unknown>,
  ): Promise<void> => {
    if (store.getState().asked.has(place)) return;
    store.setState((state) => withAsked(state, place), true);
    let refusal: string | undefined;
    try {
      await call(client());
    } catch (error) {
      refusal = sentenceFor(error);
    }
    store.setState((state) => withAnswered(state, place, refusal), true);
  };
  return {
    look: () => perform("engine", (hub) => hub.containers.look()),
    build: () => perform("image", (hub) => hub.containers.build()),
    cancelBuild: () => perform("image", (hub) => hub.containers.cancelBuild()),
    recreate: (agent) => perform(`card ${agent}`, (hub) => hub.containers.recreate({ agent })),
    openLogs: (agent) =>
      perform(`logs ${agent}`, async (hub) => {
        const { lines } = await hub.containers.logs({ agent });
        store.setState((state) => withLogs(state, agent, lines), true);
      }),
    closeLogs: (agent) => store.setState((state) => withLogs(state, agent, undefined), true),
    allow: ({ agent, grants }) =>
      perform(`grants ${agent}`, (hub) => hub.containers.allow({ agent, grants })),
    addIgnoreRules: () => perform("rules", (hub) => hub.containers.addIgnoreRules()),
  };
}
