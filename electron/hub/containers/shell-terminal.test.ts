import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import {
  decodeTerminalFrame,
  encodeViewerFrame,
  type TerminalFrame,
  type TerminalSize,
  type ViewerFrame,
} from "../../../shared/terminal/frames.ts";
import { createMemoryPipe } from "../testing/memory-pipe.test-support.ts";
import type { ContainerShell } from "./container-parts.ts";
import { shellFailure, ShellTerminal } from "./shell-terminal.ts";

/** A shell that does nothing by itself, and writes down what it is told. */
function fakeShell() {
  const output = new Emitter<Uint8Array>();
  const ended = new Emitter<{ readonly code: number }>();
  const told: string[] = [];
  const shell: ContainerShell = {
    onOutput: output.event,
    onEnded: ended.event,
    write: (bytes) => void told.push(`write ${Buffer.from(bytes).toString()}`),
    resize: ({ columns, rows }) => void told.push(`resize ${columns}x${rows}`),
    setPaused: (isPaused) => void told.push(isPaused ? "pause" : "go on"),
    close: () => void told.push("close"),
  };
  return { shell, output, ended, told };
}

function open(start: (size: TerminalSize) => Promise<ContainerShell>) {
  const [near, far] = createMemoryPipe();
  const frames: TerminalFrame[] = [];
  let isClosed = false;
  store.add(near.onFrame((frame) => frames.push(decodeTerminalFrame(frame))));
  store.add(
    near.onClosed(() => {
      isClosed = true;
    }),
  );
  const terminal = new ShellTerminal({ pipe: far, open: start, onFailed: shellFailure });
  const send = (frame: ViewerFrame): void => near.send(encodeViewerFrame(frame));
  return { near, send, frames, terminal, isClosed: () => isClosed };
}

const SIZE: TerminalSize = { columns: 100, rows: 30 };

/** A frame takes a turn, and what it brings about takes another few. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

let store: DisposableStore;

describe("a shell in a container", () => {
  trackDisposables();
  beforeEach(() => {
    store = new DisposableStore();
  });
  afterEach(() => store.dispose());

  it("begins with the viewer's size, takes what was typed before it came up, and ends with the pipe", async () => {
    const { shell, output, ended, told } = fakeShell();
    const sizes: TerminalSize[] = [];
    const { near, send, frames } = open((size) => {
      sizes.push(size);
      return Promise.resolve(shell);
    });
    send({ kind: "open", request: { follow: "screen", size: SIZE } });
    send({ kind: "input", bytes: Buffer.from("ls\r") });
    send({ kind: "resize", size: { columns: 90, rows: 20 } });
    await settled();
    expect(sizes).toEqual([SIZE]);
    expect(told).toEqual(["write ls\r", "resize 90x20"]);
    output.fire(Buffer.from("one"));
    output.fire(Buffer.from("two"));
    ended.fire({ code: 3 });
    await settled();
    expect(frames.map((frame) => frame.kind)).toEqual(["snapshot", "resized", "output", "output", "ended"]);
    expect(frames.at(3)).toMatchObject({ offset: 3 });
    expect(frames.at(4)).toEqual({ kind: "ended", code: 3 });
    near.close();
    await settled();
    expect(told.at(-1)).toBe("close");
    output.dispose();
    ended.dispose();
  });

  it("holds its output back while the viewer cannot keep up", async () => {
    const { shell, output, told } = fakeShell();
    const { near, send } = open(() => Promise.resolve(shell));
    send({ kind: "open", request: { follow: "screen" } });
    await settled();
    const piece = new Uint8Array(600_000);
    output.fire(piece);
    expect(told).toEqual([]);
    output.fire(piece);
    expect(told).toEqual(["pause"]);
    send({ kind: "acknowledge", offset: 600_000 });
    await settled();
    expect(told).toEqual(["pause"]);
    send({ kind: "acknowledge", offset: 1_000_000 });
    await settled();
    expect(told).toEqual(["pause", "go on"]);
    near.close();
    await settled();
  });

  it("says in its terminal why it could not be started", async () => {
    const { near, send, frames } = open(() =>
      Promise.reject(new HubError("unavailable", "There is no container.")),
    );
    send({ kind: "open", request: { follow: "screen" } });
    await settled();
    const [, output, end] = frames;
    expect(output?.kind === "output" && Buffer.from(output.bytes).toString()).toBe(
      "There is no container.\r\n",
    );
    expect(end).toEqual({ kind: "ended", code: 1 });
    near.close();
    await settled();
  });

  it("is closed at once where the viewer went before it came up", async () => {
    const { shell, told } = fakeShell();
    const starting = Promise.withResolvers<ContainerShell>();
    const { near, send } = open(() => starting.promise);
    send({ kind: "open", request: { follow: "screen" } });
    await settled();
    near.close();
    await settled();
    starting.resolve(shell);
    await settled();
    expect(told).toEqual(["close"]);
  });

  it.each<[string, ViewerFrame[]]>([
    ["does not begin with open", [{ kind: "history" }]],
    [
      "opens twice",
      [
        { kind: "open", request: { follow: "screen" } },
        { kind: "open", request: { follow: "screen" } },
      ],
    ],
  ])("cuts off a viewer that %s", async (_what, frames) => {
    const { send, isClosed } = open(() => Promise.resolve(fakeShell().shell));
    for (const frame of frames) send(frame);
    await settled();
    expect(isClosed()).toBe(true);
  });
});
