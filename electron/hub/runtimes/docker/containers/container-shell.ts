import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";
import type Docker from "dockerode";
import { DisposableStore } from "../../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../../shared/base/emitter.ts";
import type { TerminalSize } from "../../../../../shared/terminal/frames.ts";
import type { ContainerShell } from "../../../containers/container-parts.ts";
import { isDoneAlready, isOutOfReach } from "../engine/engine-problem.ts";

/** The shell that a person is used to, where the image has it. */
const SHELL = ["/bin/sh", "-c", "if command -v bash >/dev/null; then exec bash; fi; exec sh"];
/** Marks a shell with all that is started in it. */
const MARK_VARIABLE = "QUORUM_SHELL";

/** Starts a shell in a container, as its user, in the project. */
export async function openContainerShell(
  docker: Docker,
  container: string,
  size: TerminalSize,
): Promise<ContainerShell> {
  const mark = `${MARK_VARIABLE}=${randomBytes(12).toString("hex")}`;
  const exec = await docker.getContainer(container).exec({
    Cmd: SHELL,
    Env: ["TERM=xterm-256color", "COLORTERM=truecolor", mark],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
  });
  const connection: Duplex = await exec.start({ hijack: true, stdin: true, Tty: true });
  const shell = new ExecShell(exec, connection, () => hangUp(docker, container, mark));
  // What is typed into it finds it as large as it is to be.
  await resizeExec(exec, size);
  return shell;
}

/** The engine lets a shell run on whose viewer has gone: it hangs up here, as a terminal does that is closed. */
async function hangUp(docker: Docker, container: string, mark: string): Promise<void> {
  const script = `for p in /proc/[0-9]*; do grep -qs ${mark} "$p/environ" && kill -HUP "\${p#/proc/}"; done`;
  try {
    const exec = await docker.getContainer(container).exec({ Cmd: ["/bin/sh", "-c", script] });
    await exec.start({ Detach: true });
  } catch (error) {
    // The container has gone, and the shell with it; or the engine, which nobody can do anything about.
    if (!isDoneAlready(error) && !isOutOfReach(error)) throw error;
  }
}

async function resizeExec(exec: Docker.Exec, { columns, rows }: TerminalSize): Promise<void> {
  await exec.resize({ h: rows, w: columns }).catch(() => {
    // It ended a moment ago; its end is on its way to us.
  });
}

class ExecShell implements ContainerShell {
  readonly #exec: Docker.Exec;
  readonly #connection: Duplex;
  readonly #hangUp: () => Promise<void>;
  readonly #store = new DisposableStore();
  readonly #output = this.#store.add(new Emitter<Uint8Array>());
  readonly #ended = this.#store.add(new Emitter<{ readonly code: number }>());
  #early: Uint8Array[] | undefined = [];

  readonly onEnded = this.#ended.event;

  constructor(exec: Docker.Exec, connection: Duplex, leave: () => Promise<void>) {
    this.#exec = exec;
    this.#hangUp = leave;
    this.#connection = connection;
    connection.on("data", (bytes: Buffer) => {
      if (this.#early === undefined) this.#output.fire(bytes);
      else this.#early.push(bytes);
    });
    connection.on("error", () => undefined);
    connection.on("close", () => void this.#end());
    connection.on("end", () => connection.destroy());
  }

  /** What came before anybody listened is said to the first who does. */
  readonly onOutput: ContainerShell["onOutput"] = (listener) => {
    const subscription = this.#output.event(listener);
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const bytes of early) listener(bytes);
    return subscription;
  };

  write(bytes: Uint8Array): void {
    if (this.#connection.writable) this.#connection.write(bytes);
  }

  resize(size: TerminalSize): void {
    void resizeExec(this.#exec, size);
  }

  setPaused(isPaused: boolean): void {
    if (isPaused) this.#connection.pause();
    else this.#connection.resume();
  }

  close(): void {
    const isOver = this.#store.isDisposed || this.#connection.destroyed;
    this.#store.dispose();
    this.#connection.destroy();
    if (!isOver) void this.#hangUp().catch(() => undefined);
  }

  async #end(): Promise<void> {
    if (this.#store.isDisposed) return;
    const code = await this.#exec.inspect().then(
      ({ ExitCode }) => ExitCode ?? 0,
      () => 137,
    );
    if (this.#store.isDisposed) return;
    this.#ended.fire({ code });
    this.#store.dispose();
  }
}
