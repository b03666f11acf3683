import { implement } from "@orpc/server";
import { eventsOf } from "../../../shared/base/events-of.ts";
import type { AgentsChange } from "../../../shared/contract/agents.ts";
import { contract } from "../../../shared/contract/contract.ts";
import type { Event } from "../../../shared/base/emitter.ts";
import { toDisposable } from "../../../shared/base/disposable.ts";
import { mannerOf } from "../agents/stop-manner.ts";
import type { Host } from "../host/host.ts";
import { overHubs } from "./over-hubs.ts";

/** Enough for a list that nobody reads to its end. */
const ARCHIVED_ITEMS = 500;
const HISTORY_EVENTS = 2000;

/** The contract, carried out by a host. */
export function createRouter(host: Host) {
  const os = implement(contract);
  return os.router({
    host: {
      changes: os.host.changes.handler(({ signal }) => statesOf(host.onChanged, () => host.state, signal)),
      openProject: os.host.openProject.handler(({ input }) => host.openProject(input.path)),
      createSample: os.host.createSample.handler(({ input }) => host.createSample(input.path)),
      chooseFolder: os.host.chooseFolder.handler(async () => {
        const path = await host.chooseFolder();
        return path === undefined ? {} : { path };
      }),
    },
    agents: {
      changes: os.agents.changes.handler(({ signal }) => agentChanges(host, signal)),
      start: os.agents.start.handler(({ input }) => host.hub.start(input.agent)),
      stop: os.agents.stop.handler(({ input }) => host.hub.stop(input.agent, mannerOf(input))),
      restart: os.agents.restart.handler(({ input }) => host.hub.restart(input.agent)),
      answer: os.agents.answer.handler(({ input: { agent, ...answer } }) => host.hub.answer(agent, answer)),
    },
    attention: {
      changes: os.attention.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.attention.changes(ended)),
      ),
      dismiss: os.attention.dismiss.handler(({ input }) => host.hub.attention.dismiss(input.id)),
    },
    containers: {
      changes: os.containers.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.containers.changes(ended)),
      ),
      stats: os.containers.stats.handler(({ input, signal }) =>
        overHubs(host, signal, (hub, ended) => hub.containers.stats(input.agent, ended)),
      ),
      look: os.containers.look.handler(() => host.hub.containers.look()),
      build: os.containers.build.handler(() => host.hub.containers.build()),
      cancelBuild: os.containers.cancelBuild.handler(() => host.hub.containers.cancelBuild()),
      recreate: os.containers.recreate.handler(({ input }) => host.hub.containers.recreate(input.agent)),
      logs: os.containers.logs.handler(async ({ input }) => ({
        lines: await host.hub.containers.logs(input.agent),
      })),
      allow: os.containers.allow.handler(({ input }) => host.hub.containers.allow(input.agent, input.grants)),
      addIgnoreRules: os.containers.addIgnoreRules.handler(() => host.hub.containers.addIgnoreRules()),
    },
    inbox: {
      counts: os.inbox.counts.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.inbox.counts(ended)),
      ),
      items: os.inbox.items.handler(({ input, signal }) =>
        overHubs(host, signal, (hub, ended) => hub.inbox.items(input.agent, ended)),
      ),
      deliveries: os.inbox.deliveries.handler(({ input, signal }) =>
        overHubs(host, signal, (hub, ended) => hub.inbox.deliveries(input.agent, ended)),
      ),
      archived: os.inbox.archived.handler(({ input }) =>
        host.hub.inbox.archived(input.agent, input.limit ?? ARCHIVED_ITEMS),
      ),
      read: os.inbox.read.handler(({ input }) =>
        host.hub.inbox.read(input.agent, input.id, input.archivedOn),
      ),
    },
    news: {
      changes: os.news.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.news.changes(ended)),
      ),
      claim: os.news.claim.handler(async ({ input }) => ({ ids: await host.hub.news.claim(input.ids) })),
      toasted: os.news.toasted.handler(({ input }) => host.hub.news.toasted(input.ids, input.outcome)),
    },
    policies: {
      changes: os.policies.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.policies.changes(ended)),
      ),
      set: os.policies.set.handler(({ input }) => host.hub.policies.set(input.agent, input.policy)),
      setLimits: os.policies.setLimits.handler(({ input }) => host.hub.policies.setLimits(input)),
    },
    qms: {
      changes: os.qms.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.qms.documents(ended)),
      ),
      history: os.qms.history.handler(({ input }) =>
        host.hub.qms.history(input.id, input.limit ?? HISTORY_EVENTS),
      ),
      // Whoever reaches the contract holds the token, or is the app's own window: it is the person, who may act as any
      // user that the QMS knows. The program of an agent does not come this way: its link says which user it is.
      perform: os.qms.perform.handler(async ({ input }) => {
        const { text, warnings, isDone } = await host.hub.qms.perform(input.user, input.request);
        return { text, warnings: [...warnings], isDone };
      }),
    },
    settings: {
      changes: os.settings.changes.handler(({ signal }) =>
        statesOf(host.user.onChanged, () => host.user.settings, signal),
      ),
      update: os.settings.update.handler(({ input }) => host.user.update(input)),
    },
    tools: {
      changes: os.tools.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.toolHealth.changes(ended)),
      ),
      check: os.tools.check.handler(({ input }) => host.hub.toolHealth.check(input.agent)),
    },
    usage: {
      changes: os.usage.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.usage.changes(ended)),
      ),
    },
  });
}

/** The whole state first, and again after each change. */
async function* statesOf<T>(
  event: Event<void>,
  state: () => T,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, void> {
  const mapped: Event<T> = (listener) => event(() => listener(state()));
  yield* eventsOf(mapped, state, signal);
}

/** The agents of the open project, each that changes, and the whole again when another project is opened. */
async function* agentChanges(
  host: Host,
  signal: AbortSignal | undefined,
): AsyncGenerator<AgentsChange, void, void> {
  const snapshot = (): AgentsChange => ({ kind: "snapshot", agents: host.agents });
  const changes: Event<AgentsChange> = (listener) => {
    const agents = host.onAgentChanged((agent) => listener({ kind: "changed", agent }));
    const project = host.onHubChanged(() => listener(snapshot()));
    return toDisposable(() => {
      agents.dispose();
      project.dispose();
    });
  };
  yield* eventsOf(changes, snapshot, signal);
}
