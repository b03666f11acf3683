import { implement } from "@orpc/server";
import { eventsOf } from "../../../shared/base/events-of.ts";
import type { ActivityFilter } from "../../../shared/contract/activity.ts";
import type { AgentsChange } from "../../../shared/contract/agents.ts";
import { contract } from "../../../shared/contract/contract.ts";
import type { Event } from "../../../shared/base/emitter.ts";
import { toDisposable } from "../../../shared/base/disposable.ts";
import { mannerOf } from "../agents/stop-manner.ts";
import type { Host } from "../host/host.ts";
import type { ActivityQuery } from "../hub-activity.ts";
import { overHubs, untilEnd } from "./over-hubs.ts";

/** Enough for a list that nobody reads to its end. */
const HISTORY_EVENTS = 2000;
const SEARCH_HITS = 50;
const LOG_LINES = 200;
/** What a window shows before somebody scrolls. */
const ACTIVITY_ENTRIES = 100;

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
    activity: {
      changes: os.activity.changes.handler(({ input, signal }) =>
        overHubs(host, signal, (hub, ended) => hub.activity.changes(queryOf(input), ended)),
      ),
      page: os.activity.page.handler(({ input, signal }) =>
        host.hub.activity.page(queryOf(input), input.before, signal),
      ),
      export: os.activity.export.handler(({ input, signal }) =>
        untilEnd(host, signal, (hub, ended) =>
          hub.activity.exported(input.filter ?? {}, input.format, ended),
        ),
      ),
    },
    agents: {
      changes: os.agents.changes.handler(({ signal }) => agentChanges(host, signal)),
      start: os.agents.start.handler(({ input }) => host.hub.start(input.agent)),
      stop: os.agents.stop.handler(({ input }) => host.hub.stop(input.agent, mannerOf(input))),
      restart: os.agents.restart.handler(({ input }) => host.hub.restart(input.agent)),
      answer: os.agents.answer.handler(({ input: { agent, ...answer } }) => host.hub.answer(agent, answer)),
      timeline: os.agents.timeline.handler(({ input }) => host.hub.activity.timeline(input.agent, input.day)),
      definition: os.agents.definition.handler(({ input }) => host.hub.activity.definition(input.agent)),
      log: os.agents.log.handler(async ({ input }) => ({
        lines: await host.hub.activity.log(input.agent, input.lines ?? LOG_LINES),
      })),
    },
    attention: {
      changes: os.attention.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.attention.changes(ended)),
      ),
      dismiss: os.attention.dismiss.handler(({ input }) => host.hub.attention.dismiss(input.id)),
      restore: os.attention.restore.handler(({ input }) => host.hub.attention.restore(input.id)),
    },
    checks: {
      look: os.checks.look.handler(() => host.setUp.look(host.project)),
      plan: os.checks.plan.handler(({ input }) => host.setUp.plan(input.path)),
      initialize: os.checks.initialize.handler(({ input }) => host.initialize(input.path)),
    },
    containers: {
      changes: os.containers.changes.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.containers.changes(ended)),
      ),
      stats: os.containers.stats.handler(({ input, signal }) =>
        overHubs(host, signal, (hub, ended) => hub.containers.stats(input.agent, ended)),
      ),
      machine: os.containers.machine.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.containers.machine(ended)),
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
    desk: {
      flow: os.desk.flow.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.desk.flow(ended)),
      ),
      waits: os.desk.waits.handler(({ signal }) =>
        overHubs(host, signal, (hub, ended) => hub.desk.waits(ended)),
      ),
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
      archived: os.inbox.archived.handler(({ input: { agent, ...query } }) =>
        host.hub.inbox.archived(agent, query),
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
      open: os.qms.open.handler(({ signal }) =>
        untilEnd(host, signal, (hub, ended) => hub.qms.openDocuments(ended)),
      ),
      history: os.qms.history.handler(({ input }) =>
        host.hub.qms.history(input.id, input.limit ?? HISTORY_EVENTS),
      ),
      document: os.qms.document.handler(({ input }) => host.hub.qms.document(input.id, input.user)),
      text: os.qms.text.handler(({ input: { id, ...wanted } }) => host.hub.qms.text(id, wanted)),
      search: os.qms.search.handler(({ input, signal }) =>
        host.hub.qms.search(input.query, input.limit ?? SEARCH_HITS, signal),
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

function queryOf({ filter = {}, limit = ACTIVITY_ENTRIES }: AskedActivity): ActivityQuery {
  return { filter, limit };
}

interface AskedActivity {
  readonly filter?: ActivityFilter | undefined;
  readonly limit?: number | undefined;
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
