import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rounds, seededRandom, type SeededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { DrivenHub } from "./hub-process-driver.test-support.ts";

/** Each lives a schedule of its own beside the others. */
const AGENTS = ["claude", "qa", "tu_ui", "tu_sim"];
const TOLD = /New message from qa: "([^"]*)"/g;
const STEPS = 15;
const ESCAPE = "\u001b";
const WIPE = "\u0015";

it("tells each item once, none into a dialog or a half written line, whatever happens and whoever is killed", async () => {
  for (let seed = 0; seed < rounds(1); seed += 1) {
    const team = new Team();
    try {
      await team.hub.start();
      const lives = AGENTS.map((agent, at) => team.live(agent, seededRandom(seed * 100 + at)));
      const killing = team.killHubNowAndThen(seededRandom(seed * 100 + 99));
      await Promise.all(lives);
      team.end();
      await killing;
      for (const agent of AGENTS) await team.calmDown(agent);
      for (const agent of AGENTS) {
        const { came, told, mixed, output } = team.result(agent);
        expect(told, `seed ${seed} ${agent}`).toEqual(came);
        expect(mixed, `seed ${seed} ${agent}`).toEqual([]);
        // A permission is only ever denied here: one that was given was given by what was typed for the agent.
        expect(output, `seed ${seed} ${agent}`).not.toContain("Allowed");
      }
    } finally {
      await team.dispose();
    }
  }
});

class Team {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "quorum-schedules-")));
  readonly project = join(this.folder, "project");
  readonly hub = new DrivenHub(this.project, join(this.folder, "user"));
  readonly #items = new Map<string, string[]>(AGENTS.map((agent) => [agent, []]));
  /** Who is about to ask a permission, or may be: what was typed for a hub that was killed may be lost. */
  readonly #asked = new Set<string>();
  readonly #over = Promise.withResolvers<void>();
  #isOver = false;

  constructor() {
    mkdirSync(this.project);
    const agents = Object.fromEntries(AGENTS.map((agent) => [agent, { program: "scripted" }]));
    writeFileSync(join(this.project, "quorum.json"), JSON.stringify({ version: 1, agents }));
  }

  async live(agent: string, random: SeededRandom): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) await this.#happen(agent, random);
  }

  async killHubNowAndThen(random: SeededRandom): Promise<void> {
    while (!this.#isOver) {
      const after = this.hub.count + 10 + random.below(100);
      // When all lives are over, there may be no more news to count.
      await Promise.race([this.hub.until(() => this.hub.count >= after || this.#isOver), this.#over.promise]);
      if (this.#isOver) return;
      await this.hub.kill();
      await this.hub.start();
    }
  }

  /** From here on nobody is killed. */
  end(): void {
    this.#isOver = true;
    this.#over.resolve();
  }

  /** Whatever is asked is answered with No, what is half written is wiped away; then all is told. */
  async calmDown(agent: string): Promise<void> {
    const { hub } = this;
    await hub.until(() => RESTING.includes(hub.doing(agent)));
    if (DOWN.includes(hub.doing(agent))) hub.order(agent, "start");
    const items = this.#items.get(agent) ?? [];
    const isTold = (): boolean =>
      items.every((item) => hub.delivery(agent, item)?.notice.kind === "announced");
    let wiped = 0;
    await hub.until(() => {
      // A dialog may still come, of what was typed long before.
      if (hub.doing(agent) === "waiting") hub.order(agent, "type", ESCAPE);
      if (hub.doing(agent) === "idle" && !isTold() && wiped < hub.count) {
        hub.order(agent, "type", WIPE);
        wiped = hub.count + CALM_NEWS;
      }
      return isTold() && hub.doing(agent) === "idle";
    });
  }

  /** What was told of the items that came, in no order; what was told together with a half written line; and all output. */
  result(agent: string): {
    readonly came: readonly string[];
    readonly told: readonly string[];
    readonly mixed: readonly string[];
    readonly output: string;
  } {
    const said = this.hub.said(agent);
    return {
      came: (this.#items.get(agent) ?? []).toSorted(),
      told: said.flatMap((text) => [...text.matchAll(TOLD)].map(([, name = ""]) => name)).toSorted(),
      mixed: said.filter((text) => /half.*New message/s.test(text)),
      output: this.hub.output(agent),
    };
  }

  async dispose(): Promise<void> {
    this.end();
    await this.hub.kill();
    for (const agent of AGENTS) killHost(this.hub.session(agent));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #happen(agent: string, random: SeededRandom): Promise<void> {
    const doing = this.hub.doing(agent);
    if (random.below(3) === 0) return this.#arrive(agent);
    if (DOWN.includes(doing) || doing === "waiting") this.#asked.delete(agent);
    if (DOWN.includes(doing)) return this.#order(agent, "start", random.below(2) === 0 ? UP : RESTING);
    if (doing === "waiting") return this.#type(agent, ESCAPE, LEFT_DIALOG);
    // What was typed may come late, and a person who waits for a question types nothing else.
    if (this.#asked.has(agent)) return;
    switch (random.below(10)) {
      case 0:
        return this.#type(agent, "half");
      case 1:
        return this.#type(agent, `${WIPE}say whole\r`);
      case 2:
      case 3:
      case 4:
        await this.#reaches(agent, RESTING);
        if (this.hub.doing(agent) !== "idle") return;
        this.#asked.add(agent);
        return this.#type(agent, `${WIPE}permit git push --force\r`, ["waiting", ...DOWN]);
      case 5:
      case 6:
        return this.#type(agent, `${WIPE}run 0.3\r`);
      case 7:
        if (random.below(2) === 0) return this.#order(agent, "stop", DOWN);
        killHost(this.hub.session(agent));
        return this.#reaches(agent, DOWN);
      case 8:
        return this.#type(agent, `${WIPE}exit\r`);
      default:
        return this.#reaches(agent, RESTING);
    }
  }

  #order(agent: string, order: "start" | "stop", expected: readonly string[]): Promise<void> {
    this.hub.order(agent, order);
    return this.#reaches(agent, expected);
  }

  async #type(agent: string, text: string, expected: readonly string[] = []): Promise<void> {
    if (DOWN.includes(this.hub.doing(agent))) return;
    this.hub.order(agent, "type", text);
    if (expected.length > 0) await this.#reaches(agent, expected);
  }

  /** What was asked of a hub that was killed may not happen. */
  #reaches(agent: string, expected: readonly string[]): Promise<void> {
    const { run } = this.hub;
    return this.hub.until(() => expected.includes(this.hub.doing(agent)) || this.hub.run !== run);
  }

  async #arrive(agent: string): Promise<void> {
    const items = this.#items.get(agent);
    const item = `msg-qa-2026-01-01-1000${String(10 + (items?.length ?? 0))}`;
    items?.push(item);
    const inbox = join(this.project, ".claude", "users", agent, "inbox");
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, `.${item}`), `---\nfrom: qa\nsubject: ${item}\n---\n\nText.\n`);
    renameSync(join(inbox, `.${item}`), join(inbox, `${item}.md`));
    await this.hub.until(() => this.hub.delivery(agent, item) !== undefined);
  }
}

const DOWN = ["stopped", "exited", "failed"];
/** What is half written is wiped away again after so much news: doing so counts as typing, which holds notices up. */
const CALM_NEWS = 20;
const UP = ["starting", "idle", "busy", "waiting"];
/** It may be told something at once, and be busy with that. */
const LEFT_DIALOG = ["idle", "busy", ...DOWN];
const RESTING = ["idle", "waiting", ...DOWN];

/** Ends a session host as a crash does. */
function killHost(session: string | undefined): void {
  try {
    const status = JSON.parse(readFileSync(join(session ?? "", "status.json"), "utf8"));
    if (status.kind === "running") process.kill(status.hostPid, "SIGKILL");
  } catch {
    // It has ended by itself, or has not begun.
  }
}
