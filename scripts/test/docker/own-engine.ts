import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DockerEngine } from "../../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../../../electron/hub/runtimes/docker/engine/surroundings.ts";
import { readProcessState } from "../../../electron/hub/files/process-state.ts";

/** Where an engine and what it needs lie, which is not on everybody's path. */
export const SYSTEM_PATH = `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`;

/** It takes a second or two; the first time it makes its folders. */
const START_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 30_000;
const POLL_MS = 100;

/**
 * A container engine for tests alone, in a folder of its own. All test runs of the machine share it: the first one starts
 * it and the last one stops it. What it has built lies there for the next.
 */
export class OwnEngine {
  readonly #folder: string;
  readonly #command: readonly string[];

  /** How `dockerd` is called; where its things lie is added. */
  constructor(folder: string, command: readonly [string, ...string[]] = ["dockerd"]) {
    this.#folder = folder;
    this.#command = command;
  }

  get host(): string {
    return `unix://${join(this.#folder, "docker.sock")}`;
  }

  /** Starts the engine, unless it runs. Rejects with the last line of its log where it does not come up. */
  async start(): Promise<void> {
    await mkdir(join(this.#folder, "users"), { recursive: true, mode: 0o700 });
    await writeFile(this.#userFile(process.pid), "");
    if (await this.#answers()) return;
    const exited = this.#spawn();
    const deadline = performance.now() + START_DEADLINE_MS;
    while (!(await this.#answers())) {
      if (exited.isTrue || performance.now() > deadline) {
        await this.stop();
        throw new Error(`the engine for tests did not come up: ${await this.#lastWords()}`);
      }
      await delay(POLL_MS);
    }
  }

  /** Stops the engine, unless another test run needs it. */
  async stop(): Promise<void> {
    await rm(this.#userFile(process.pid), { force: true });
    if (await this.#isUsed()) return;
    const pid = await this.#pid();
    if (pid === undefined) return;
    const deadline = performance.now() + STOP_DEADLINE_MS;
    end(pid, "SIGTERM");
    while (isAlive(pid)) {
      if (performance.now() > deadline) end(pid, "SIGKILL");
      await delay(POLL_MS);
    }
  }

  /** Ends the engine as a crash does, whoever needs it. */
  async crash(): Promise<void> {
    const pid = await this.#pid();
    if (pid === undefined) return;
    const partFile = join(this.#folder, "exec/containerd/containerd.pid");
    const part = Number(await readFile(partFile, "utf8"));
    for (const each of [pid, part]) end(each, "SIGKILL");
    while (isAlive(pid) || isAlive(part)) await delay(POLL_MS);
    // Where nobody reaps the dead, the next start would take this one for alive.
    await rm(partFile, { force: true });
  }

  #spawn(): { isTrue: boolean } {
    const log = openSync(join(this.#folder, "dockerd.log"), "w", 0o600);
    const places = ["data-root", "data", "exec-root", "exec", "pidfile", "docker.pid"];
    const values = places.map((value, at) => (at % 2 === 0 ? `--${value}` : join(this.#folder, value)));
    // Beyond the reach of the Ctrl+C with which somebody ends the tests: its end is ours to bring about.
    const [program = "dockerd", ...first] = this.#command;
    const child = spawn(program, [...first, ...values, "--host", this.host], {
      detached: true,
      env: { ...process.env, PATH: SYSTEM_PATH },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    child.unref();
    const exited = { isTrue: false };
    const ended = (): void => {
      exited.isTrue = true;
    };
    child.once("exit", ended).once("error", ended);
    return exited;
  }

  async #answers(): Promise<boolean> {
    const environment = { DOCKER_HOST: this.host };
    const engine = new DockerEngine(() => ({ ...surroundingsHere(), environment }));
    await engine.look();
    engine.dispose();
    return engine.state.kind === "ok";
  }

  /** A test run that was killed is no user any more. */
  async #isUsed(): Promise<boolean> {
    const pids = (await readdir(join(this.#folder, "users"))).map(Number);
    return pids.some(isAlive);
  }

  /** The engine's process, if it is the one of this folder: numbers are used again. */
  async #pid(): Promise<number | undefined> {
    const pid = await readFile(join(this.#folder, "docker.pid"), "utf8").catch(() => "");
    const command = await readFile(join("/proc", pid.trim(), "cmdline"), "utf8").catch(() => "");
    return pid !== "" && command.includes(join(this.#folder, "data")) ? Number(pid) : undefined;
  }

  async #lastWords(): Promise<string> {
    const log = await readFile(join(this.#folder, "dockerd.log"), "utf8").catch(() => "");
    return log.trimEnd().split("\n").at(-1) ?? "";
  }

  #userFile(pid: number): string {
    return join(this.#folder, "users", String(pid));
  }
}

function isAlive(pid: number): boolean {
  return readProcessState(pid)?.isZombie === false;
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}
