import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { DisposableStore, toDisposable } from "../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../shared/base/emitter.ts";
import { AgentId, type Agent } from "../../shared/contract/agents.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { Project } from "../../shared/contract/host.ts";
import { MCP_CALL } from "../../shared/link/agent-calls.ts";
import { GUARD_CALL } from "../../shared/link/hook-calls.ts";
import { PERSON } from "../../shared/qms/group.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";
import type { AskAnswer } from "../../shared/link/ask-answer.ts";
import { AgentRoom } from "./agents/agent.ts";
import { callsByKind } from "./agents/calls-by-kind.ts";
import { resolveProgram } from "./agents/resolve-program.ts";
import { DeskThread } from "./desk/desk-thread.ts";
import { LiveWaits } from "./desk/waits/live-waits.ts";
import type { StopManner } from "./agents/stop-manner.ts";
import { AllowedGrants } from "./containers/allowed-grants.ts";
import { guardedRuntime } from "./containers/guarded-runtime.ts";
import { AttentionList } from "./attention/attention-list.ts";
import { grantsOf } from "./config/container-settings.ts";
import { gitAccess } from "./config/git-settings.ts";
import { readProjectConfig, type ProjectConfig } from "./config/project-config.ts";
import { GitCallRecord } from "./git/calls/git-call-record.ts";
import { GitRunner } from "./git/run/git-runner.ts";
import type { HostAssets } from "./host/host-assets.ts";
import type { HubActivity } from "./hub-activity.ts";
import type { HubAttention } from "./hub-attention.ts";
import type { HubContainers } from "./hub-containers.ts";
import type { HubDesk } from "./hub-desk.ts";
import type { HubInbox } from "./hub-inbox.ts";
import type { HubNews } from "./hub-news.ts";
import type { HubPolicies } from "./hub-policies.ts";
import type { HubQms } from "./hub-qms.ts";
import type { HubToolHealth } from "./hub-tool-health.ts";
import type { HubUsage } from "./hub-usage.ts";
import type { Hub } from "./hub.ts";
import { ledgerFolder } from "./ledger/ledger-folder.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { openLedger } from "./ledger/open-ledger.ts";
import type { ProjectView } from "./lists/project-view.ts";
import { readerView } from "./lists/reader-view.ts";
import type { Logger } from "./log/logger.ts";
import { openNews, type OpenNews } from "./news/open-news.ts";
import { gitDesk } from "./mcp/git/git-desk.ts";
import { guardCalls } from "./mcp/guard-calls.ts";
import { mcpCalls } from "./mcp/mcp-calls.ts";
import { ToolHealth } from "./mcp/health/tool-health.ts";
import { calledEntry } from "./mcp/called-entry.ts";
import { observedDesk, type FinishedCall } from "./mcp/observed-desk.ts";
import { qmsDesk } from "./mcp/qms/qms-desk.ts";
import { qmsResources } from "./mcp/qms/qms-resources.ts";
import type { ToolDesk } from "./mcp/tool-desk.ts";
import { NoticeEngine } from "./notices/notice-engine.ts";
import { OwnActivity } from "./own-activity.ts";
import { ownAttention } from "./own-attention.ts";
import { ownCalls } from "./own-calls.ts";
import { ownDesk } from "./own-desk.ts";
import { ownInbox } from "./own-inbox.ts";
import { OwnContainers } from "./own-containers.ts";
import { OwnPolicies, type OwnPoliciesOptions } from "./own-policies.ts";
import { ownQms } from "./own-qms.ts";
import { OwnUsage } from "./own-usage.ts";
import type { Clock } from "./policies/clock.ts";
import { Telling } from "./policies/telling.ts";
import { commandsFolder, writeCommands } from "./project/command-files.ts";
import { makeDataFolder } from "./project/data-folder.ts";
import { findAgents, type AgentDefinition } from "./project/find-agents.ts";
import { lockProject, type HubAddress, type HubLock } from "./project/hub-lock.ts";
import { QmsWorker } from "./qms/worker/qms-worker.ts";
import { ProjectReader } from "./reader/project-reader.ts";
import { chosenRuntime } from "./runtimes/chosen-runtime.ts";
import { openDocker, type OpenDocker } from "./runtimes/docker/open-docker.ts";
import { createNativeRuntime } from "./runtimes/native/native-runtime.ts";
import type { Runtime } from "./runtimes/runtime.ts";

/** What Claude Code shows its model of one answer, with some room. */
const MOST_GIT_BYTES = 80_000;

export interface HubDependencies {
  readonly assets: HostAssets;
  readonly clock: Clock;
  readonly now: () => number;
  /** Whether the person wants to hear of the items of this agent. */
  readonly isFacing: (agent: AgentId) => boolean;
  readonly log: Logger;
}

/** All that a project's hub is made of. */
interface Parts {
  readonly project: Project;
  readonly lock: HubLock;
  readonly definitions: readonly AgentDefinition[];
  readonly users: ProjectConfig["users"];
  readonly agents: readonly AgentRoom[];
  readonly reader: ProjectReader;
  readonly view: ProjectView;
  readonly qms: QmsWorker;
  readonly ledger: Ledger;
  readonly notices: NoticeEngine;
  readonly attention: AttentionList;
  readonly news: OpenNews;
  readonly telling: Telling;
  readonly policies: OwnPolicies;
  readonly usage: OwnUsage;
  readonly activity: OwnActivity;
  readonly containers: OpenDocker;
  readonly allowed: AllowedGrants;
  readonly toolHealth: ToolHealth;
  readonly tools: ReadonlyMap<string, ToolDesk>;
  /** The program of the thread that searches and counts. */
  readonly deskReader: string;
  readonly gitCalls: GitCallRecord;
  readonly log: Logger;
}

/** The hub that runs here: the project's agents and all that belongs to them. */
export class OwnHub implements Hub {
  readonly project: Project;
  readonly isOwn = true;
  readonly #parts: Parts;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<Agent>());
  readonly #agents: ReadonlyMap<AgentId, AgentRoom>;

  readonly activity: HubActivity;
  readonly attention: HubAttention;
  readonly containers: HubContainers;
  readonly desk: HubDesk;
  readonly inbox: HubInbox;
  readonly news: HubNews;
  readonly policies: HubPolicies;
  readonly qms: HubQms;
  readonly usage: HubUsage;
  readonly toolHealth: HubToolHealth;
  readonly tools: ReadonlyMap<string, ToolDesk>;
  readonly onAgentChanged: Event<Agent> = this.#changed.event;
  /** What runs here is never lost. */
  readonly onLost: Event<void> = () => toDisposable(() => undefined);

  private constructor(parts: Parts) {
    const { project, agents, view, qms, notices, attention, telling } = parts;
    this.#parts = parts;
    this.project = project;
    this.activity = parts.activity;
    this.attention = ownAttention(attention);
    this.inbox = ownInbox(view, (agent) => notices.deliveries(agent));
    this.news = parts.news;
    this.policies = parts.policies;
    this.containers = this.#store.add(
      new OwnContainers({
        ...parts.containers,
        root: project.path,
        definitions: parts.definitions,
        allowed: parts.allowed,
        onAllowed: (agent, grants) => parts.activity.allowed(agent, grants),
        stop: async (agent) => {
          parts.policies.stoppedByPerson(agent);
          await this.#agent(agent).stopAndWait("after-turn");
        },
        start: (agent) => parts.policies.launch(agent),
        log: parts.log.child("containers"),
      }),
    );
    this.usage = parts.usage;
    this.toolHealth = parts.toolHealth;
    this.tools = parts.tools;
    const desk = this.#store.add(
      new DeskThread({
        root: project.path,
        program: parts.deskReader,
        documents: view.documents,
        log: parts.log.child("desk"),
      }),
    );
    const waits = this.#store.add(new LiveWaits(view, parts.log.child("desk")));
    this.desk = ownDesk(desk, waits);
    this.qms = ownQms(
      view,
      (user, request) => {
        if ("id" in request) notices.acts(user, request.kind, request.id);
        return qms.perform(user, request);
      },
      (query, limit, signal) => desk.search(query, limit, signal),
    );
    this.#agents = new Map(agents.map((agent) => [agent.view.id, agent]));
    const { toolHealth } = parts;
    for (const part of [
      qms,
      notices,
      attention,
      parts.news,
      telling,
      toolHealth,
      ...agents,
      parts.containers,
    ])
      this.#store.add(part);
    for (const agent of agents) {
      const onChanged = agent.onChanged((changed) => {
        this.#changed.fire(changed);
        attention.update();
      });
      this.#store.add(onChanged);
    }
    this.#store.add(notices.onUndeliverableChanged(() => attention.update()));
    this.#store.add(toolHealth.onTroubleChanged(() => attention.update()));
    this.#store.add(parts.containers.exposures.onChanged(() => attention.update()));
  }

  /** Opens a project: takes its lock, finds its agents, and takes up those that already run. */
  static async open(project: Project, dependencies: HubDependencies): Promise<OwnHub> {
    const config = await readProjectConfig(project.path);
    const dataFolder = makeDataFolder(project.path);
    const lock = await lockProject(dataFolder);
    const hub = await openParts(project, config, dataFolder, lock, dependencies).then(
      (parts) => new OwnHub(parts),
      async (error: unknown) => {
        await lock.release();
        throw error;
      },
    );
    try {
      await hub.#begin(dependencies.log);
      return hub;
    } catch (error) {
      await hub.close();
      throw error;
    }
  }

  /** Takes up the agents that run, and begins to tell, to launch and to stop. */
  async #begin(log: Logger): Promise<void> {
    const { agents, attention, containers, definitions, notices, policies } = this.#parts;
    if (definitions.some(({ runtime }) => runtime === "docker")) containers.begin();
    await Promise.all(agents.map((agent) => agent.adopt()));
    policies.begin();
    attention.update();
    notices.start().catch((error: unknown) => log.error("agents cannot be told of their inboxes", { error }));
  }

  async isCurrent(): Promise<boolean> {
    const { definitions, users } = this.#parts;
    const config = await readProjectConfig(this.project.path);
    const found = await findAgents(this.project.path, config);
    return isDeepStrictEqual(found, definitions) && isDeepStrictEqual(config.users, users);
  }

  get agents(): Agent[] {
    return [...this.#agents.values()].map((agent) => agent.view);
  }

  async start(agent: AgentId): Promise<Agent> {
    const room = this.#agent(agent);
    await this.#parts.policies.launch(agent);
    return room.view;
  }

  async stop(agent: AgentId, manner: StopManner): Promise<Agent> {
    const room = this.#agent(agent);
    this.#parts.policies.stoppedByPerson(agent);
    return room.stop(manner);
  }

  async restart(agent: AgentId): Promise<Agent> {
    const room = this.#agent(agent);
    await this.#parts.policies.restart(agent);
    return room.view;
  }

  async answer(agent: AgentId, answer: AskAnswer): Promise<Agent> {
    const room = this.#agent(agent);
    const view = room.answer(answer);
    this.#parts.activity.answered(agent, answer);
    return view;
  }

  openTerminal(agent: AgentId, pipe: FramePipe): void {
    const room = this.#agent(agent);
    this.#parts.policies.watchTyping(agent, pipe);
    room.openTerminal(pipe);
  }

  announce(address: HubAddress): Promise<void> {
    return this.#parts.lock.announce(address);
  }

  #agent(id: AgentId): AgentRoom {
    const agent = this.#agents.get(id);
    if (agent === undefined)
      throw new HubError("not_found", `There is no agent called ${id} in ${this.project.name}.`);
    return agent;
  }

  async stopAgents(): Promise<void> {
    this.#parts.policies.suspend();
    await Promise.all([...this.#agents.values()].map((agent) => agent.stopAndWait("on-quit")));
  }

  async close(): Promise<void> {
    const { policies, usage, activity, news, ledger, gitCalls, reader, lock } = this.#parts;
    this.#store.dispose();
    const closed = await Promise.allSettled([
      policies.close(),
      usage.close(),
      activity.close(),
      news.drain(),
      ledger.close(),
      gitCalls.close(),
      reader.close(),
    ]);
    await lock.release();
    for (const result of closed) if (result.status === "rejected") throw result.reason;
  }
}

function definitionOf(definitions: readonly AgentDefinition[], agent: AgentId): AgentDefinition {
  const definition = definitions.find(({ id }) => id === agent);
  if (definition === undefined) throw new HubError("not_found", `There is no agent called ${agent}.`);
  return definition;
}

/** What the project proposes of policies, where it does. */
function proposalsOf(definitions: readonly AgentDefinition[]): Pick<OwnPoliciesOptions, "proposals"> {
  const proposals = Object.fromEntries(
    definitions.flatMap(({ id, proposedPolicy }) =>
      proposedPolicy === undefined ? [] : [[id, proposedPolicy]],
    ),
  );
  return Object.keys(proposals).length === 0 ? {} : { proposals };
}

/** Makes all parts; nothing is done yet about agents. */
async function openParts(
  project: Project,
  config: ProjectConfig,
  dataFolder: string,
  lock: HubLock,
  { assets, now, clock, isFacing, log }: HubDependencies,
): Promise<Parts> {
  const root = project.path;
  const definitions = await findAgents(root, config);
  const commands = await writeCommands(dataFolder, assets).catch((error: unknown) => {
    // Agents can be looked at and started all the same; the QMS is not at hand for them.
    log.error("the commands for agents could not be written", { error });
    return commandsFolder(dataFolder);
  });
  const ledger = await openLedger({ folder: ledgerFolder(dataFolder), now, log: log.child("ledger") });
  const allowed = await AllowedGrants.open(dataFolder);
  const settings = (agent: AgentId): AgentDefinition["container"] =>
    definitionOf(definitions, agent).container;
  const containers = openDocker({ root, dataFolder, assets, settings, clock, now, log: log.child("docker") });
  const runtime: Runtime = chosenRuntime({
    native: createNativeRuntime({ ...assets, projectFolder: root, dataFolder, commands, now }),
    docker: guardedRuntime(containers.runtime, (agent) => allowed.has(agent, grantsOf(settings(agent)))),
    dataFolder,
    choose: (agent) => definitionOf(definitions, agent).runtime,
  });
  const qms = new QmsWorker({ root, program: assets.qmsWorker, log: log.child("qms") });
  const reader = new ProjectReader({
    root,
    indexFile: join(dataFolder, "read.json"),
    program: assets.projectReader,
    log: log.child("reader"),
  });
  const view = readerView(reader);
  const witness = {
    acts: (user: string, command: string, document: string) => notices.acts(user, command, document),
    seen: (user: string) => notices.seen(user),
  };
  const onCall = (call: FinishedCall): void => {
    toolHealth.called(call);
    ledger.note(calledEntry(call));
  };
  const gitCalls = await GitCallRecord.open(dataFolder);
  const git = gitDesk({
    root,
    project: project.name,
    runner: new GitRunner({ root, mostOutputBytes: MOST_GIT_BYTES }),
    record: gitCalls,
    onUnrecorded: (error) => log.error("an answer of git could not be recorded", { error }),
    accessOf: (user) => gitAccess(config, user),
  });
  const tools: ReadonlyMap<string, ToolDesk> = new Map([
    ["qms", observedDesk(qmsDesk(qms, witness, qmsResources(view, qms)), now, onCall)],
    ["git", observedDesk(git, now, onCall)],
  ]);
  const calls = callsByKind({
    qms: ownCalls(qms, witness),
    [MCP_CALL]: mcpCalls(tools),
    [GUARD_CALL]: guardCalls(now, onCall),
  });
  const agents = definitions.map((definition) => {
    const { name, program: resolved } = resolveProgram(definition.program, assets, definition.model);
    const program = { ...resolved, isGuarded: definition.isGuarded };
    const agentLog = log.child(`agents.${definition.id}`);
    return new AgentRoom({ definition, programName: name, program, runtime, calls, now, log: agentLog });
  });
  // The person has an inbox too.
  const readers = [...agents.map((agent) => agent.view.id), AgentId.parse(PERSON)];
  const notices = new NoticeEngine({
    inboxes: {
      whenRead: reader.whenRead,
      users: () => reader.counts.keys(),
      items: (user) => reader.items(user),
      onItemsChanged: reader.onItemsChanged,
    },
    targets: new Map(agents.map((agent) => [agent.view.id as string, agent])),
    ledger,
    now,
    log: log.child("notices"),
  });
  const toolHealth = new ToolHealth({
    agents,
    plans: [...tools.values()].map(({ plan }) => plan),
    clock,
    log: log.child("tools"),
  });
  const attention = await AttentionList.open({
    folder: dataFolder,
    sources: () => ({
      agents: agents.map((agent) => agent.view),
      undeliverable: notices.undeliverable(),
      breaks: ledger.breaks,
      toolTroubles: toolHealth.troubles(),
      exposures: containers.exposures.exposures,
    }),
  });
  const telling = new Telling(ledger);
  const newsLog = log.child("news");
  const news = await openNews({ view, agents: readers, attention, isFacing, dataFolder, now, log: newsLog });
  const policies = await OwnPolicies.open({
    dataFolder,
    agents,
    inboxes: view,
    ...proposalsOf(definitions),
    telling,
    clock,
    log: log.child("policies"),
  });
  const usage = new OwnUsage({ dataFolder, agents, clock, log: log.child("usage") });
  const activity = await OwnActivity.open({
    root,
    dataFolder,
    program: assets.activityReader,
    agents,
    documents: view.documents,
    ledger,
    containers,
    policies,
    now,
    log: log.child("activity"),
  });
  return {
    project,
    lock,
    definitions,
    agents,
    reader,
    view,
    qms,
    ledger,
    notices,
    attention,
    news,
    telling,
    policies,
    usage,
    activity,
    containers,
    allowed,
    toolHealth,
    tools,
    deskReader: assets.deskReader,
    gitCalls,
    users: config.users,
    log,
  };
}
