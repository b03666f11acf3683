import { resolve } from "node:path";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import type { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { HostState, Project } from "../../../shared/contract/host.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import { loadUserState, type UserState } from "../config/settings.ts";
import { joinHub } from "../client/join-hub.ts";
import { SetUp } from "../checks/set-up.ts";
import type { Hub } from "../hub.ts";
import { OwnHub } from "../own-hub.ts";
import type { HostAssets } from "./host-assets.ts";
import type { Logger } from "../log/logger.ts";
import { systemClock, type Clock } from "../policies/clock.ts";
import { checkProject } from "../project/open-project.ts";
import { findRunningHub, type HubAddress } from "../project/hub-lock.ts";
import { copySample, freeSampleFolder } from "../project/sample.ts";

export interface HostOptions {
  readonly version: string;
  /** Where one person's settings and recent projects are kept. */
  readonly userFolder: string;
  readonly assets: HostAssets;
  readonly log: Logger;
  /** What policies go by, where it is not the system's clock. */
  readonly clock?: Clock;
  /** Shows the system's folder dialog, where there is one. */
  readonly chooseFolder?: () => Promise<string | undefined>;
}

/** What a hub runs in: it opens projects one after another, and keeps what belongs to the person and not to a project. */
export class Host {
  readonly user: UserState;
  readonly setUp: SetUp;
  readonly #options: HostOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #hubChanged = this.#store.add(new Emitter<void>());
  readonly #agentChanged = this.#store.add(new Emitter<Agent>());
  readonly #opening = new SerialQueue();
  readonly #sampleFolder: string;
  #address: Omit<HubAddress, "pid" | "startedAt" | "version"> | undefined;
  #hub: Hub | undefined;
  #hubStore: DisposableStore | undefined;

  /** Fires when the project, or what else the host tells of itself, has changed. */
  readonly onChanged: Event<void> = this.#changed.event;
  /** Fires when another hub serves: with another project, or for the same one. */
  readonly onHubChanged: Event<void> = this.#hubChanged.event;
  readonly onAgentChanged: Event<Agent> = this.#agentChanged.event;

  private constructor(options: HostOptions, user: UserState, sampleFolder: string) {
    this.#options = options;
    this.user = this.#store.add(user);
    this.setUp = new SetUp({ assets: options.assets, log: options.log.child("checks") });
    this.#sampleFolder = sampleFolder;
    this.#store.add(user.onChanged(() => this.#changed.fire()));
  }

  /** See `createHost`. */
  static async create(options: HostOptions): Promise<Host> {
    const user = await loadUserState(options.userFolder, options.log.child("settings"));
    return new Host(options, user, await freeSampleFolder());
  }

  get state(): HostState {
    return {
      version: this.#options.version,
      ...(this.#hub === undefined ? {} : { project: this.#hub.project }),
      recent: [...this.user.recent],
      sampleFolder: this.#sampleFolder,
      canChooseFolder: this.#options.chooseFolder !== undefined,
    };
  }

  /** The project that is open, if one is. */
  get project(): Project | undefined {
    return this.#hub?.project;
  }

  /** Whether the open project's hub runs here; one that was joined belongs to another program. */
  get runsHub(): boolean {
    return this.#hub?.isOwn === true;
  }

  /** The agents of the open project; none without one. */
  get agents(): Agent[] {
    return this.#hub?.agents ?? [];
  }

  /** How many follow the agents; what a client leaves behind would show here. */
  get agentListenerCount(): number {
    return this.#agentChanged.listenerCount;
  }

  get log(): Logger {
    return this.#options.log;
  }

  /** The hub of the open project. */
  get hub(): Hub {
    if (this.#hub === undefined) throw new HubError("no_project", "No project is open. Open one first.");
    return this.#hub;
  }

  /** Says how this host is reached, so that others find the hub of whatever project it opens. */
  async reachableAt(address: { readonly url: string; readonly token: string }): Promise<void> {
    this.#address = address;
    await this.#announce();
  }

  openProject(path: string): Promise<Project> {
    return this.#opening.run(async () => {
      const project = await checkProject(path);
      const previous = this.#hub;
      const isSame = previous?.project.path === project.path;
      if (isSame && (await previous.isCurrent())) return project;
      // Opened again because its agents are others now: it has one hub at a time.
      if (isSame) await previous.close();
      this.#follow(await this.#openHub(project));
      if (!isSame) await previous?.close();
      await this.#announce();
      await this.user.remember(project).catch((error: unknown) => {
        // It is open all the same.
        this.#options.log.warn("the project could not be remembered", { error });
      });
      return project;
    });
  }

  /** Runs the project's hub here, or joins the one that runs already. */
  async #openHub(project: Project): Promise<Hub> {
    const { assets, clock = systemClock, log } = this.#options;
    const running = await findRunningHub(project.path);
    // A record that names our own address is what an earlier run of this program left behind.
    if (running !== undefined && running.pid !== process.pid && running.url !== this.#address?.url) {
      const joined = await joinHub(project, running, log.child("joined")).catch((error: unknown) => {
        log.warn("a running hub could not be joined", { error });
      });
      if (joined !== undefined) {
        log.info("joined a running hub", { project: project.name, pid: running.pid });
        return joined;
      }
    }
    const isFacing = (agent: AgentId): boolean => this.user.settings.notifications.facing.includes(agent);
    const hub = await OwnHub.open(project, { assets, clock, now: Date.now, isFacing, log });
    log.info("project opened", { project: project.name });
    return hub;
  }

  #follow(hub: Hub): void {
    this.#letGo();
    const store = this.#store.add(new DisposableStore());
    this.#hub = hub;
    this.#hubStore = store;
    store.add(hub.onAgentChanged((agent) => this.#agentChanged.fire(agent)));
    store.add(hub.onLost(() => void this.#takeOver(hub)));
    // The project first, then its agents: whoever gets both must never take these for another project's.
    this.#changed.fire();
    this.#hubChanged.fire();
  }

  #letGo(): void {
    if (this.#hubStore !== undefined) this.#store.release(this.#hubStore);
    this.#hubStore = undefined;
    this.#hub = undefined;
  }

  /** The program that ran the project's hub has ended: the hub is run here from now on. */
  #takeOver(lost: Hub): Promise<void> {
    return this.#opening.run(async () => {
      if (this.#hub !== lost) return;
      try {
        this.#follow(await this.#openHub(lost.project));
        await this.#announce();
      } catch (error) {
        this.#options.log.error("a lost hub could not be taken over", { error });
        this.#letGo();
        this.#hubChanged.fire();
        this.#changed.fire();
      }
      await lost.close();
    });
  }

  /** Opens the project that was open last, if it can still be opened: nobody asked for it by name. */
  async openLast(): Promise<void> {
    const [last] = this.user.recent;
    if (last === undefined) return;
    try {
      await this.openProject(last.path);
    } catch (error) {
      this.#options.log.info("the last project could not be opened", { error });
    }
  }

  async createSample(path: string): Promise<Project> {
    const folder = resolve(path);
    await copySample(this.#options.assets.sample, folder, Date.now());
    await this.user.rememberSample(folder);
    return this.openProject(folder);
  }

  /** Makes a QMS project of a folder, and opens it. */
  async initialize(path: string): Promise<Project> {
    return this.openProject(await this.setUp.initialize(path));
  }

  /** Opens the sample project that was created before, or creates it where it would go. */
  async openSample(): Promise<Project> {
    const { sample } = this.user;
    const known = sample === undefined ? undefined : await checkProject(sample).catch(() => undefined);
    return known === undefined ? this.createSample(this.#sampleFolder) : this.openProject(known.path);
  }

  async chooseFolder(): Promise<string | undefined> {
    if (this.#options.chooseFolder === undefined) {
      throw new HubError("unavailable", "There is no folder dialog here. Type the path instead.");
    }
    return this.#options.chooseFolder();
  }

  openTerminal(agent: AgentId, pipe: FramePipe): void {
    this.hub.openTerminal(agent, pipe);
  }

  openShell(agent: AgentId, pipe: FramePipe): void {
    this.hub.containers.openShell(agent, pipe);
  }

  async stopAgents(): Promise<void> {
    await this.#hub?.stopAgents();
  }

  /** Lets go of everything, once; agents run on. */
  async close(): Promise<void> {
    if (this.#store.isDisposed) return;
    await this.#opening.drain();
    await this.#hub?.close();
    this.#hub = undefined;
    this.#store.dispose();
  }

  async #announce(): Promise<void> {
    if (this.#hub === undefined || this.#address === undefined) return;
    const { version } = this.#options;
    await this.#hub.announce({ ...this.#address, pid: process.pid, startedAt: Date.now(), version });
  }
}

/** Makes a host with one person's settings, and no project open yet. */
export function createHost(options: HostOptions): Promise<Host> {
  return Host.create(options);
}
